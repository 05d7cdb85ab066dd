import './jitless.ts';
import './tokens.css';
import './base.css';
import { createApp } from 'vue';
import PairingPage from './tv/PairingPage.vue';

createApp(PairingPage).mount('#wall');
