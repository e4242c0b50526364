// Draws each chart of the page from its specification and its values, in the colours of the page's style, and
// says in the root element how many of them it has drawn.
(function () {
  'use strict';
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const hues = 10;

  function colours() {
    const style = getComputedStyle(root);
    const colour = name => style.getPropertyValue('--' + name).trim();
    const category = [];
    for (let hue = 0; hue < hues; hue++) {
      category.push(colour('hue-' + hue));
    }
    category.push(colour('reference'));
    return {ink: colour('ink'), card: colour('card'), muted: colour('muted'), line: colour('line'), grid: colour('grid'), category};
  }

  function config(of) {
    return {
      background: null,
      font: getComputedStyle(document.body).fontFamily,
      view: {stroke: null},
      axis: {
        labelColor: of.muted, titleColor: of.muted, titleFontWeight: 'normal', titleFontSize: 13, labelFontSize: 12,
        gridColor: of.grid, domainColor: of.line, tickColor: of.line, titlePadding: 8, labelFlush: false
      },
      range: {category: of.category},
      style: {
        'row-name': {color: of.ink, stroke: of.card, strokeWidth: 4, fontSize: 13},
        'row-context': {color: of.muted, stroke: of.card, strokeWidth: 4, fontSize: 11},
        'no-difference': {color: of.muted, strokeDash: [4, 4], strokeWidth: 1}
      }
    };
  }

  function json(id) {
    return JSON.parse(document.getElementById(id).textContent);
  }

  async function draw(place) {
    const id = place.dataset.plot;
    const spec = json(id + '-spec');
    spec.data = {values: json(id + '-values')};
    try {
      // The expressions are interpreted, since the page's policy allows no code made at run time.
      await vegaEmbed(place, spec, {
        ast: true,
        renderer: 'svg',
        config: config(colours()),
        tooltip: {theme: dark.matches ? 'dark' : 'light'},
        actions: {export: true, source: false, compiled: false, editor: false}
      });
      return true;
    } catch (error) {
      const failed = document.createElement('p');
      failed.className = 'failed';
      failed.textContent = 'This chart could not be drawn: ' + error.message;
      place.replaceChildren(failed);
      console.error(id + ': ' + error.message);
      return false;
    }
  }

  async function drawAll() {
    const places = [...document.querySelectorAll('[data-plot]')];
    const drawn = await Promise.all(places.map(draw));
    root.dataset.drawn = drawn.filter(Boolean).length + ' of ' + places.length;
  }

  dark.addEventListener('change', drawAll);
  drawAll();
})();
