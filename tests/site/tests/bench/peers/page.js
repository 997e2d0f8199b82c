// A chart that follows a slider, and nothing else. `draw` is the library's, `figure` what there is to draw.

const slider = document.querySelector('input');
const chart = draw(document.querySelector('#chart'), figure, figure.steps[slider.value]);
slider.addEventListener('input', () => chart(figure.steps[slider.value]));
document.querySelector('main').dataset.ready = '';
