import { LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { type ECharts, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

/** The parts of ECharts that walls draw with, registered once; one more part is one more word here. */
use([LineChart, GridComponent, CanvasRenderer]);

export { type ECharts, init };
