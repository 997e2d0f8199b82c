// Notes each place at which Tab stops, as it is when the reader leaves it again: what it is, where it lies, what covers it,
// and how one sees that it has the focus. `judgement(back)` says what is wrong with the way there, or back.
(() => {
    const STOPS = 'a[href], button, input, select, textarea, summary, audio[controls], [tabindex="0"]';
    const NONE = 'nobody';
    let stops = [];

    const name = element => element === NONE ? NONE : `${element.nodeName.toLowerCase()}.${element.className} in #${element.closest('[id]')?.id}: `
        + (element.ariaLabel || element.textContent || element.value).trim().slice(0, 40);

    /** What can be used now, in the order of the document: of radio buttons that belong together only the chosen one. */
    const usable = () => [...document.querySelectorAll(STOPS)].filter(element =>
        element.checkVisibility({ visibilityProperty: true })
        && !element.matches(':disabled')
        && !element.closest('[inert]')
        && (element.type !== 'radio' || element.checked));

    // WCAG 2.2, “relative luminance” and “contrast ratio”.
    const luminance = colour => {
        const [r, g, b] = colour.map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (...colours) => {
        const [dark, light] = colours.map(luminance).sort((one, other) => one - other);
        return (light + 0.05) / (dark + 0.05);
    };
    const parts = colour => colour.match(/[\d.]+/g).map(Number);
    /** The colour behind an element. */
    const ground = element => {
        const colour = element ? parts(getComputedStyle(element).backgroundColor) : [255, 255, 255];
        return colour.length === 3 || colour[3] === 1 ? colour.slice(0, 3) : ground(element.parentElement);
    };

    /** How the place with the focus can be overlooked. */
    const faults = element => {
        const found = [];
        const box = element.getBoundingClientRect();
        // A table in a box of its own is scrolled by browsers only if nothing of the place can be seen.
        const frame = element.parentElement.closest('.table-scroll, .drawing-room')?.getBoundingClientRect() ?? { left: 0, right: innerWidth };
        const [left, right] = [Math.max(box.left, frame.left), Math.min(box.right, frame.right)];
        const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
        if (right - left < 1 || bottom - top < 1) return ['it is outside of the window'];
        // A link may be parted by the end of a line; of all else five places are looked at.
        const lines = [...element.getClientRects()]
            .map(line => ({ left: Math.max(line.left, left), right: Math.min(line.right, right), top: line.top, bottom: line.bottom }))
            .filter(line => line.right - line.left > 8);
        const places = lines.length > 1
            ? lines.map(line => [(line.left + line.right) / 2, (line.top + line.bottom) / 2])
            : [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]].map(([x, y]) => [left + (right - left) * x, top + (bottom - top) * y]);
        const covers = ([x, y]) => {
            const there = document.elementFromPoint(x, y);
            const label = there?.closest('label');
            return element.contains(there) || (label && label === element.closest('label')) ? null : there;
        };
        const covered = places.map(covers);
        // What is higher than the part of the window that nothing sticks to can't be seen whole.
        const high = box.height > innerHeight - parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) - 16;
        if (high ? !covered.includes(null) : covered.some(there => there)) found.push(`it is covered by ${name(covered.find(there => there))}`);
        if (!high && (box.top < 0 || box.bottom > innerHeight + 0.5)) found.push(`the window cuts it: ${box.top} to ${box.bottom}`);
        const ring = element.matches('.choice input') ? element.nextElementSibling : element;
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(ring);
        if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) found.push(`it has no ring: ${outlineStyle}, ${outlineWidth}`);
        else if (contrast(parts(outlineColor).slice(0, 3), ground(ring.parentElement)) < 3) found.push(`its ring is faint: ${outlineColor}`);
        return found;
    };

    const note = () => {
        const element = document.activeElement === document.body ? NONE : document.activeElement;
        if (element === NONE) return stops.push({ element });
        const box = element.getBoundingClientRect();
        stops.push({
            element, left: box.left + scrollX, right: box.right + scrollX, top: box.top + scrollY, bottom: box.bottom + scrollY,
            faults: faults(element),
        });
    };
    addEventListener('keydown', event => event.key === 'Tab' && note(), true);

    /** Whether the way from one place to the next leads up or to the left, except from the margin into the text. */
    const strays = (from, to) => !(from.element.closest('.contents') && !to.element.closest('.contents'))
        && (to.bottom <= from.top + 1 || (to.top < from.bottom - 3 && from.top < to.bottom - 3 && to.right <= from.left + 1));

    window.usableCount = () => usable().length;
    window.judgement = back => {
        note();
        const way = stops.filter(({ element }) => element !== NONE);
        stops = [];
        const expected = back ? usable().reverse() : usable();
        const wrong = [];
        const lost = expected.findIndex((element, place) => way[place]?.element !== element);
        if (lost >= 0) wrong.push(`after ${name(expected[lost - 1] ?? NONE)} comes ${name(way[lost]?.element ?? NONE)}, not ${name(expected[lost])}`);
        way.forEach(({ element, faults }) => faults.length && wrong.push(`${name(element)}: ${faults.join('; ')}`));
        if (!back) way.slice(1).forEach((to, place) => {
            const from = way[place];
            if (place + 1 < expected.length && strays(from, to)) wrong.push(`from ${name(from.element)} it goes back to ${name(to.element)}`);
        });
        return wrong;
    };
})();
