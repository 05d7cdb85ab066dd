declare module 'echarts-gl/charts' {
  export const Bar3DChart: never;
  export const Lines3DChart: never;
  export const Scatter3DChart: never;
}
declare module 'echarts-gl/components' {
  export const GlobeComponent: never;
  export const Grid3DComponent: never;
}
declare module 'echarts-gl/lib/util/graphicGL' {
  const graphicGL: { Shader: { import(source: string): void } };
  export default graphicGL;
}
declare module 'echarts-gl/lib/util/shader/displayShadow.glsl.js' {
  const source: string;
  export default source;
}
declare module 'echarts-gl/lib/effect/composite.js' {
  const effects: object;
  export default effects;
}
