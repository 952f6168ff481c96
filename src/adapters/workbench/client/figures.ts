/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { BarChart, FunnelChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([BarChart, FunnelChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

type Chart = {
  readonly kind: 'line' | 'bar' | 'funnel'
  readonly unit: string
  readonly labels: readonly string[]
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[]
}

// Told apart by their marks too, not by colour alone.
const COLOURS = ['#1a62d6', '#8a5300', '#23643a', '#b3261e']
const MARKS = ['circle', 'rect', 'triangle', 'diamond']
const WIDE = 560

const optionOf = ({ kind, unit, labels, series }: Chart, width: number) => {
  const usual = {
    color: COLOURS,
    animation: false,
    aria: { enabled: true, decal: { show: kind === 'bar' } },
    tooltip: { renderMode: 'richText' as const, confine: true },
  }
  if (kind === 'funnel')
    return {
      ...usual,
      tooltip: { ...usual.tooltip, formatter: '{b} {c}' },
      series: [
        {
          type: 'funnel' as const,
          sort: 'none' as const,
          left: '2%',
          width: '96%',
          top: 4,
          bottom: 4,
          minSize: '12%',
          gap: 3,
          label: { position: 'inside' as const, formatter: '{b} {c}', color: '#fff', textBorderColor: '#1d2430', textBorderWidth: 2 },
          data: labels.map((name, index) => ({ name, value: series[0]?.values[index] ?? 0 })),
        },
      ],
    }
  const turned = kind === 'bar' && labels.length > (width < WIDE ? 5 : 10)
  const names = { type: 'category' as const, data: [...labels], axisLabel: { hideOverlap: true }, inverse: turned }
  const numbers = { type: 'value' as const, name: unit, minInterval: unit === '%' ? 0 : 1 }
  return {
    ...usual,
    tooltip: { ...usual.tooltip, trigger: 'axis' as const },
    legend: { top: 0, type: 'plain' as const },
    grid: { left: 8, right: 12, top: series.length > 2 && width < WIDE ? 76 : 52, bottom: 4, containLabel: true },
    xAxis: turned ? numbers : names,
    yAxis: turned ? names : numbers,
    series: series.map(({ name, values }, index) => ({
      name,
      type: kind,
      data: [...values],
      symbol: MARKS[index % MARKS.length] ?? 'circle',
      symbolSize: 8,
      connectNulls: false,
      barMaxWidth: 18,
    })),
  }
}

for (const place of document.querySelectorAll<HTMLElement>('[data-chart]')) {
  const chart: Chart = JSON.parse(place.dataset['chart'] ?? '')
  if (chart.kind === 'bar' && chart.labels.length > 10) place.classList.add('tall')
  const drawn = init(place)
  const draw = () => drawn.setOption(optionOf(chart, place.clientWidth), true)
  draw()
  window.addEventListener('resize', () => {
    drawn.resize()
    draw()
  })
  const button = place.parentElement?.querySelector<HTMLButtonElement>('[data-picture]')
  button?.addEventListener('click', () => {
    const link = document.createElement('a')
    link.href = drawn.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: '#fff' })
    link.download = `${button.dataset['picture'] ?? 'figure'}.png`
    link.click()
  })
}
