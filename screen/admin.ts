import './jitless.ts';
import './tokens.css';
import './base.css';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import StartPage from './admin/StartPage.vue';

createApp(StartPage).use(createPinia()).mount('#admin');
