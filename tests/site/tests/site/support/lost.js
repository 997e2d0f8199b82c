// What a reader can’t read: words that are beside the window, cut off, broken or lie on each other.
(() => {
    // What is only spoken, what comes up over the page, what scrolls in a box of its own, what is drawn.
    const APART = '.sr-only, .skip, .tip, .share-panel, .bar nav, .table-scroll, .work-list, pre, svg, option, .listen-play span';
    const lost = [];
    const name = element => `${element.nodeName.toLowerCase()}.${element.className} in #${element.closest('[id]')?.id}: ${element.textContent.trim().slice(0, 40)}`;
    const texts = element => [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const lines = element => texts(element).flatMap(text => {
        const range = document.createRange();
        range.selectNodeContents(text);
        return [...range.getClientRects()].filter(box => box.width > 1 && box.height > 1);
    });
    const seen = element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest(APART);
    const cuts = (around, box) => {
        const { overflowX, overflowY, display } = getComputedStyle(around);
        if (display === 'inline' || (overflowX === 'visible' && overflowY === 'visible')) return false;
        const edge = around.getBoundingClientRect();
        return box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 1 || box.bottom > edge.bottom + 1;
    };

    const all = [];
    for (const element of document.querySelectorAll('body *')) {
        if (!seen(element) || !texts(element).length) continue;
        const boxes = lines(element);
        if (/^\S{1,12}$/.test(element.textContent.trim()) && new Set(boxes.map(box => Math.round(box.top))).size > 1)
            lost.push(`broken: ${name(element)}`);
        for (const box of boxes) {
            if (box.left < -0.5 || box.right > document.documentElement.clientWidth + 0.5) lost.push(`beside the window: ${name(element)}`);
            for (let around = element; around !== document.body; around = around.parentElement)
                if (cuts(around, box)) lost.push(`cut off: ${name(element)}`);
            all.push({ element, box });
        }
    }
    for (const field of document.querySelectorAll('input[type=text]'))
        if (seen(field) && field.scrollWidth > field.clientWidth + 1) lost.push(`cut off: ${field.value} in ${field.id}`);
    all.sort((one, other) => one.box.top - other.box.top);
    all.forEach(({ element, box }, place) => {
        for (const { element: other, box: below } of all.slice(place + 1)) {
            if (below.top >= box.bottom) break;
            if (element.contains(other) || other.contains(element)) continue;
            // Lines of text have room above and below them.
            const wide = Math.min(box.right, below.right) - Math.max(box.left, below.left);
            const high = Math.min(box.bottom, below.bottom) - Math.max(box.top, below.top);
            if (wide > 2 && high > Math.min(box.height, below.height) * 0.4) lost.push(`${name(element)} lies on ${name(other)}`);
        }
    });
    const wide = document.scrollingElement.scrollWidth - document.documentElement.clientWidth;
    if (wide > 0) lost.push(`the page is ${wide} px wider than the window`);
    return [...new Set(lost)];
})()
