// Moves a slider from one end to the other and back, twice, an event a frame, after one way that does not count. Gives for each
// event, from the beginning of a frame, when a browser hands on what a finger does: the milliseconds of work that it makes
// (computing, drawing, writing, laying out), and those until the frame is painted.
//
// Where a drawing is named, its colour changes instead, and it is drawn anew with nothing else.

const told = TOLD, done = arguments[0];
(async () => {
    const slider = document.querySelector(told.slider);
    const drawing = told.drawing && document.querySelector(told.drawing);
    const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
    const { port1, port2 } = new MessageChannel();
    // What is sent within a frame arrives when the frame is painted.
    const painted = () => new Promise(resolve => { port1.onmessage = resolve; port2.postMessage(0); });
    const prepare = place => {
        if (!drawing) return slider.value = place;
        drawing.style.setProperty('--muted', `rgb(${place}, 90, 90)`);
        getComputedStyle(drawing).getPropertyValue('--muted');
    };
    const change = () => drawing
        ? window.dispatchEvent(new Event('resize'))
        : slider.dispatchEvent(new Event('input', { bubbles: true }));
    const picture = () => [
        ...[...document.querySelectorAll('canvas')].map(canvas => canvas.toDataURL()),
        ...[...document.querySelectorAll('#chart svg')].map(svg => svg.outerHTML),
    ].join();

    slider.scrollIntoView({ block: 'center' });
    const most = Number(slider.max), times = [];
    const way = Array.from({ length: 2 * most }, (_, step) => step < most ? step + 1 : 2 * most - step - 1);
    for (const [pass, places] of [way.slice(0, most), way, way].entries())
        for (const place of places) {
            prepare(place);
            await frame();
            const start = performance.now();
            change();
            const after = painted();
            // What follows at once: promises that are kept.
            for (let turn = 0; turn < 50; turn++) await null;
            document.body.getBoundingClientRect();
            const work = performance.now() - start;
            await after;
            if (pass > 0) times.push([work, performance.now() - start]);
        }
    const before = picture();
    prepare(most);
    change();
    await frame();
    await frame();
    return { times, follows: picture() !== before };
})().then(done);
