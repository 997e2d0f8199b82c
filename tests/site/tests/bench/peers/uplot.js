// uPlot as its documentation has it: one array for each column, and `setData`.

function draw(place, { size, x, y, series }, step) {
    const [width, height] = size;
    const data = step => [step.x, ...step.y];
    const scale = axis => axis.logarithmic ? { time: false, distr: 3 } : { time: false };
    const fromZero = { range: (_, least, most) => uPlot.rangeNum(0, most, 0.1, true) };
    const plot = new uPlot({
        width,
        height,
        scales: { x: scale(x), y: y.logarithmic ? scale(y) : { ...scale(y), ...fromZero } },
        axes: [{ label: x.name }, { label: y.name }],
        series: [{ label: x.name }, ...series.map(({ name, colour, dashed, dots }) => ({
            label: name,
            stroke: colour,
            fill: dots ? colour : undefined,
            width: 2,
            dash: dashed ? [6, 4] : undefined,
            points: { show: dots, size: 10 },
        }))],
    }, data(step), place);
    return step => plot.setData(data(step));
}
