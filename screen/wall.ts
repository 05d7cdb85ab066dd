import './jitless.ts';
import './tokens.css';
import './base.css';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import WallPage from './wall/WallPage.vue';

createApp(WallPage).use(createPinia()).mount('#wall');
