"use strict";
// What the page draws with: what is told of a training, cards with a chart, the line at the epoch. Scripts of the page share
// their names.
const story = JSON.parse(document.getElementById("story").textContent);
const byId = (id) => document.getElementById(id);
const epochs = [];
const charts = [];
const recorded = [];
let findings = null;
const frames = story.map ? story.map.frames : [];
let now = 0;
let playing = null;

// ---- small helpers

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function number(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return Number(value.toPrecision(2)).toExponential();
  return String(Number(value.toPrecision(3)));
}

const percent = (share) => (share === null || share === undefined ? "–" : `${Math.round(share * 100)} %`);
const first = () => (frames.length && frames[0].epoch === 0 ? 0 : epochs.length ? epochs[0].epoch : 0);
const last = () => Math.max(epochs.length ? epochs.at(-1).epoch : 1, frames.length ? frames.at(-1).epoch : 0);
const range = () => [first(), Math.max(last(), first() + 1)];

// The last of a list that is not later than an epoch, else the first.
function at(list, epoch) {
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (list[middle].epoch <= epoch) low = middle;
    else high = middle - 1;
  }
  return list[low];
}

// ---- charts: drawn when they are seen, with a line at the epoch

const watched = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const chart = charts.find((each) => each.host === entry.target);
    chart.visible = entry.isIntersecting;
    draw(chart);
  }
}, { rootMargin: "300px" });

// A card with a chart. `marks()` gives marks and options of Plot; `values(epoch)` what stands in its head.
function add(parent, { title, marks, values = () => [], still = false, head = [] }) {
  const valuesAt = element("span", { className: "values" });
  const host = element("div", { className: still ? "chart still" : "chart" });
  parent.append(
    element("div", { className: "card" }, element("div", { className: "head" }, element("h3", { textContent: title }), valuesAt, ...head), host),
  );
  const chart = { host, title, marks, values, valuesAt, still, visible: false, stale: true };
  charts.push(chart);
  if (!still) seek(host, chart);
  watched.observe(host);
  return chart;
}

function draw(chart) {
  if (!chart.visible) return;
  if (chart.stale) {
    const width = Math.max(220, chart.host.clientWidth);
    const { height = 200, marks, ...options } = chart.marks(width);
    const svg = Plot.plot({
      width, height, marginLeft: 48, marginRight: 14, marginBottom: height > 200 ? 32 : 22, marginTop: 14, ariaLabel: chart.title,
      style: { fontSize: "11px", fontFamily: "inherit", background: "none" },
      ...(chart.still ? {} : { x: { domain: range(), label: height > 200 ? "epoch" : null, ticks: Math.max(2, Math.round(width / 90)), tickFormat: whole } }),
      ...options, marks,
    });
    chart.host.replaceChildren(svg);
    chart.stale = false;
    if (!chart.still) cursor(chart, svg, height);
  }
  if (chart.line) {
    const x = chart.scale.apply(now);
    chart.line.setAttribute("x1", x);
    chart.line.setAttribute("x2", x);
  }
}

// Powers of ten on a logarithmic axis, with what lies between them where there are few.
function logTicks(low, high) {
  const decades = Math.log10(high / low);
  const steps = decades > 3 ? [1] : decades > 2 ? [1, 3] : decades > 1 ? [1, 2, 5] : [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const ticks = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    for (const step of steps) ticks.push(Number(`${step}e${power}`));
  }
  const inside = ticks.filter((tick) => tick >= low && tick <= high);
  return inside.filter((_, i) => i % Math.ceil(inside.length / 6) === 0);
}

const extent = (values) => [Math.min(...values), Math.max(...values)];
const logAxis = ([low, high], room = 1.25) => {
  const domain = [low / room, high * room];
  return { type: "log", domain, ticks: logTicks(...domain), tickFormat: number, grid: false, label: null };
};

const whole = (epoch) => (Number.isInteger(epoch) ? epoch.toLocaleString("en") : "");

function cursor(chart, svg, height) {
  chart.scale = svg.scale("x");
  chart.line = document.createElementNS("http://www.w3.org/2000/svg", "line");
  for (const [name, value] of Object.entries({ y1: 10, y2: height - (height > 200 ? 32 : 22), stroke: "var(--now)", "stroke-width": 1.2, "stroke-dasharray": "3 2" })) {
    chart.line.setAttribute(name, value);
  }
  svg.append(chart.line);
}

// A pointer over a curve moves the slider while it is pressed.
function seek(host, chart) {
  const go = (event) => {
    const svg = host.querySelector("svg");
    const box = svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
    move(Math.round(chart.scale.invert(x)));
  };
  host.addEventListener("pointerdown", (event) => {
    host.setPointerCapture(event.pointerId);
    stop();
    go(event);
  });
  host.addEventListener("pointermove", (event) => {
    if (host.hasPointerCapture(event.pointerId)) go(event);
  });
}

const redraw = (chart) => {
  chart.stale = true;
  draw(chart);
};

const key = (colour, text) => [
  element("span", { className: "key", style: `background:${colour}` }),
  `${text}  `,
];
