// ECharts as its handbook has it: on a canvas, no animation, and `setOption` with the new data alone, merged into what is
// there, at once.

function draw(place, { x, y, series }, step) {
    const axis = ({ name, logarithmic }) => ({ type: logarithmic ? 'log' : 'value', name, nameLocation: 'middle' });
    const data = step => series.map(({ name }, line) => ({
        name,
        data: step.x.map((at, i) => [at, step.y[line][i]]).filter(point => point[1] !== null),
    }));
    const chart = echarts.init(place, null, { renderer: 'canvas' });
    const first = data(step);
    chart.setOption({
        animation: false,
        legend: {},
        xAxis: axis(x),
        yAxis: axis(y),
        series: series.map(({ colour, dashed, dots }, line) => ({
            ...first[line],
            type: 'line',
            color: colour,
            lineStyle: { type: dashed ? 'dashed' : 'solid' },
            showSymbol: dots,
            symbolSize: 10,
        })),
    });
    return step => chart.setOption({ series: data(step) }, { notMerge: false, lazyUpdate: false });
}
