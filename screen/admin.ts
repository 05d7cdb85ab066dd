import './jitless.ts';
import './tokens.css';
import './base.css';
import './admin/admin.css';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import AdminPage from './admin/AdminPage.vue';
import { router } from './admin/router.ts';

createApp(AdminPage).use(createPinia()).use(router).mount('#admin');
