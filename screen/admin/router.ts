import { createRouter, createWebHistory } from 'vue-router';
import { useDraft } from '../stores/draft.ts';
import { useSettings } from '../stores/settings.ts';

/** The pages of the operators. The server answers each of these addresses with the same document. */
export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: () => import('./StartPage.vue') },
    {
      path: '/edit/:layout',
      component: () => import('../editor/EditorDoor.vue'),
      props: true,
      // The document is under way while the editor itself is.
      beforeEnter: ({ params }) => {
        void useSettings().load();
        void useDraft().load(String(params.layout));
      },
    },
    { path: '/edit/:layout/publish', component: () => import('../editor/PublishPage.vue'), props: true },
    { path: '/screens', component: () => import('./ScreensPage.vue') },
    { path: '/campaigns/:campaign?', component: () => import('./CampaignPage.vue'), props: true },
    { path: '/:nowhere(.*)*', component: () => import('./NowherePage.vue') },
  ],
});
