import { darkTheme, type GlobalThemeOverrides } from 'naive-ui';
import { computed, reactive, ref } from 'vue';

const KEY = 'tidewall.scheme';

/** Dark or light, kept in this browser; dark when nothing was chosen, as the walls are. */
const light = ref(localStorage.getItem(KEY) === 'light');
const paint = () => {
  document.documentElement.dataset.scheme = light.value ? 'light' : 'dark';
};
paint();

export const scheme = reactive({
  light,
  theme: computed(() => (light.value ? null : darkTheme)),
  turn() {
    light.value = !light.value;
    localStorage.setItem(KEY, light.value ? 'light' : 'dark');
    paint();
  },
});

/** The tokens of admin.css in the words of naive-ui. It computes shades from its own colours, so it needs plain values. */
const TOKENS = {
  dark: {
    bg0: '#0d1117',
    bg1: '#131822',
    bg2: '#1a212e',
    bg3: '#232c3c',
    line: '#222b3a',
    line2: '#34415a',
    t1: '#e9edf5',
    t2: '#a9b4c7',
    t3: '#8996ad',
    acc: '#989fff',
    fill: '#5b63e8',
  },
  light: {
    bg0: '#f3f5f8',
    bg1: '#ffffff',
    bg2: '#f1f3f7',
    bg3: '#e6eaf1',
    line: '#e2e6ed',
    line2: '#c3cbd8',
    t1: '#141a25',
    t2: '#465166',
    t3: '#626e84',
    acc: '#4a50d4',
    fill: '#4f56dc',
  },
};

export const overrides = computed<GlobalThemeOverrides>(() => {
  const token = light.value ? TOKENS.light : TOKENS.dark;
  return {
    common: {
      primaryColor: token.fill,
      primaryColorHover: token.acc,
      primaryColorPressed: token.fill,
      primaryColorSuppl: token.fill,
      bodyColor: token.bg0,
      cardColor: token.bg1,
      popoverColor: token.bg1,
      modalColor: token.bg1,
      inputColor: token.bg2,
      hoverColor: token.bg3,
      borderColor: token.line2,
      dividerColor: token.line,
      textColorBase: token.t1,
      textColor1: token.t1,
      textColor2: token.t1,
      textColor3: token.t3,
      placeholderColor: token.t3,
      borderRadius: '6px',
      borderRadiusSmall: '5px',
      heightSmall: '28px',
      heightTiny: '24px',
      fontSize: '13px',
      fontSizeSmall: '13px',
      fontSizeTiny: '12px',
      fontFamily: 'var(--face)',
    },
    // Its dark theme leaves them away, beside fields that have them.
    Input: { border: `1px solid ${token.line2}` },
    InternalSelection: { border: `1px solid ${token.line2}` },
  };
});
