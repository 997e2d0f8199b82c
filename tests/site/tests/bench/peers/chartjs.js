// Chart.js as its page on performance asks: no animation, data that need no parsing and are in order, and an update
// without a transition.

function draw(place, { x, y, series }, step) {
    const data = step => series.map((_, line) =>
        step.x.map((at, i) => ({ x: at, y: step.y[line][i] })).filter(point => point.y !== null));
    const scale = axis => ({
        type: axis.logarithmic ? 'logarithmic' : 'linear',
        title: { display: true, text: axis.name },
        beginAtZero: !axis.logarithmic,
    });
    const first = data(step);
    const chart = new Chart(place.appendChild(document.createElement('canvas')), {
        type: 'line',
        data: {
            datasets: series.map(({ name, colour, dashed, dots }, line) => ({
                label: name,
                data: first[line],
                borderColor: colour,
                backgroundColor: colour,
                borderWidth: 2,
                borderDash: dashed ? [6, 4] : [],
                pointRadius: dots ? 5 : 0,
            })),
        },
        options: {
            animation: false,
            parsing: false,
            normalized: true,
            maintainAspectRatio: false,
            scales: { x: scale(x), y: scale(y) },
        },
    });
    return step => {
        data(step).forEach((points, line) => chart.data.datasets[line].data = points);
        chart.update('none');
    };
}
