// Plotly as its reference has it: `react`, which looks for what has changed. It draws lines as SVG; nothing moves.

function draw(place, { size, x, y, series }, step) {
    const [width, height] = size;
    const axis = ({ name, logarithmic }) => ({
        title: { text: name },
        type: logarithmic ? 'log' : 'linear',
        rangemode: 'tozero',
    });
    const layout = { width, height, xaxis: axis(x), yaxis: axis(y) };
    const traces = step => series.map(({ name, colour, dashed, dots }, line) => ({
        type: 'scatter',
        mode: dots ? 'markers' : 'lines',
        name,
        x: step.x,
        y: step.y[line],
        line: { color: colour, width: 2, dash: dashed ? 'dash' : 'solid' },
        marker: { color: colour, size: 10 },
    }));
    Plotly.newPlot(place, traces(step), layout);
    return step => Plotly.react(place, traces(step), layout);
}
