import { use } from 'echarts/core';
import { Bar3DChart, Lines3DChart, Scatter3DChart } from 'echarts-gl/charts';
import { GlobeComponent, Grid3DComponent } from 'echarts-gl/components';
import effects from 'echarts-gl/lib/effect/composite.js';
import graphicGL from 'echarts-gl/lib/util/graphicGL';
import displayShadow from 'echarts-gl/lib/util/shader/displayShadow.glsl.js';

/** The parts with a third dimension: a chunk of its own that a wall loads when it draws one of them. */
use([Bar3DChart, Lines3DChart, Scatter3DChart, GlobeComponent, Grid3DComponent]);
// The package registers this shader in a file that a bundler leaves out.
graphicGL.Shader.import(displayShadow);

/** Takes away the texts that would be made into functions: our pages run no text. They are sizes of effects, which no drawing here has. */
function forget(part: unknown): void {
  if (typeof part !== 'object' || part === null) return;
  for (const [name, value] of Object.entries(part))
    if (typeof value === 'string' && value.startsWith('expr(')) Reflect.deleteProperty(part, name);
    else forget(value);
}
forget(effects);
