import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './app.vue';
import { i18n, startLanguage } from './i18n.ts';
import { makeRouter } from './router.ts';
import { useSession } from './session/session.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/element.css';
import './theme.ts';

const app = createApp(App);
app.use(createPinia()).use(i18n);
const session = useSession();
const router = makeRouter(session);
session.whenExpired(() => {
  void router.push({ name: 'sign-in', query: { next: router.currentRoute.value.fullPath, expired: '1' } });
});
await startLanguage();
app.use(router).mount('#app');
