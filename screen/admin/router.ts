import { createRouter, createWebHistory } from 'vue-router';

/** The pages of the operators. The server answers each of these addresses with the same document. */
export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: () => import('./StartPage.vue') },
    { path: '/edit/:layout', component: () => import('../editor/EditorPage.vue'), props: true },
    { path: '/edit/:layout/publish', component: () => import('../editor/PublishPage.vue'), props: true },
    { path: '/campaigns/:campaign?', component: () => import('./CampaignPage.vue'), props: true },
  ],
});
