"use strict";
// The charts of a training: loss and metrics, decision map, layers.
// ---- loss and metrics

const curve = (read) => epochs.map((line) => ({ epoch: line.epoch, value: read(line) })).filter((point) => Number.isFinite(point.value));
const stroke = (read, colour, width = 1.8) => Plot.line(curve(read), { x: "epoch", y: "value", stroke: colour, strokeWidth: width });
const dots = (read, colour) => (epochs.length < 3 ? [Plot.dot(curve(read), { x: "epoch", y: "value", fill: colour, r: 3 })] : []);

// What an epoch was measured at; nothing before the first one is over.
const measuredAt = (epoch) => (epochs.length && epoch >= epochs[0].epoch ? at(epochs, epoch) : {});

function keptAndFindings() {
  const marks = [];
  if (Number.isFinite(story.kept) && story.kept > 0) {
    marks.push(Plot.ruleX([story.kept], { stroke: "var(--quiet)", strokeOpacity: 0.6 }));
  }
  const grave = (findings || []).filter((finding) => finding.severity !== "low" && finding.epoch > first());
  marks.push(Plot.ruleX(grave, { x: "epoch", stroke: (finding) => `var(--${finding.severity})`, strokeWidth: 1.5, strokeDasharray: "1 3" }));
  return marks;
}

function curves() {
  const parent = byId("curves");
  const log = element("input", { type: "checkbox" });
  const loss = add(parent, {
    title: "Loss",
    head: [element("label", {}, log, " log")],
    values: (epoch) => {
      const line = measuredAt(epoch);
      return [...key("var(--train)", `training ${number(line.loss)}`), ...(epochs.some((each) => Number.isFinite(each.validationLoss)) ? key("var(--validation)", `validation ${number(line.validationLoss)}`) : [])];
    },
    marks: () => {
      const positive = (read) => (line) => (log.checked && !(read(line) > 0) ? NaN : read(line));
      const train = positive((line) => line.loss);
      const validation = positive((line) => line.validationLoss);
      const values = [...curve(train), ...curve(validation)].map((point) => point.value);
      const axis = log.checked && values.length ? logAxis(extent(values)) : { label: null, nice: true, ticks: 6, zero: true, tickFormat: number };
      return {
        height: 260,
        y: axis,
        marks: [Plot.gridY(axis.domain ? axis.ticks : { ticks: 6 }), ...keptAndFindings(), stroke(train, "var(--train)"), stroke(validation, "var(--validation)"), ...dots(train, "var(--train)"), ...dots(validation, "var(--validation)")],
      };
    },
  });
  // Where one epoch is far above the others they would be a flat line.
  const losses = epochs.map((line) => line.loss).sort((a, b) => a - b);
  log.checked = losses.at(-1) > 20 * losses[losses.length >> 1] && losses[0] > 0;
  log.addEventListener("change", () => redraw(loss));
  const names = () => Object.keys(epochs.at(-1)?.validation ?? {});
  const select = element("select", { ariaLabel: "Metric" });
  const fill = () => {
    if (select.options.length === 0) names().forEach((name) => select.append(element("option", { textContent: name })));
    return select.value;
  };
  if (story.live || names().length) {
    const metric = add(parent, {
      title: "Validation",
      head: [select],
      values: (epoch) => (fill() ? [...key("var(--validation)", `${select.value} ${number(measuredAt(epoch).validation?.[select.value])}`)] : []),
      marks: () => {
        const read = (line) => line.validation?.[fill()] ?? NaN;
        return {
          height: 260,
          y: { grid: true, label: null, nice: true, ticks: 6, tickFormat: number },
          marks: [...keptAndFindings(), stroke(read, "var(--validation)"), ...dots(read, "var(--validation)")],
        };
      },
    });
    select.addEventListener("change", () => {
      redraw(metric);
      head(metric);
    });
  }
}

// ---- the decision map

const CLASSES = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a7f00", "#777777"];
const RAMP = ["#00224e", "#35456c", "#666970", "#948e77", "#c8b866", "#fee838"];
const rgb = (hex) => [1, 3, 5].map((from) => parseInt(hex.slice(from, from + 2), 16));
const mix = (a, b, share) => `rgb(${rgb(a).map((part, i) => Math.round(part + (rgb(b)[i] - part) * share)).join(",")})`;
const ramp = (share) => {
  const place = Math.min(Math.max(share, 0), 1) * (RAMP.length - 1);
  const low = Math.min(Math.floor(place), RAMP.length - 2);
  return mix(RAMP[low], RAMP[low + 1], place - low);
};
const classColour = (index) => CLASSES[index % CLASSES.length];

// The colours of a frame's cells: of classes the likeliest, the paler the less sure; of a quantity its value.
function colours(frame) {
  if (!frame.colours) {
    const bytes = Uint8Array.from(atob(frame.cells), (letter) => letter.charCodeAt(0));
    const cells = story.map.side * story.map.side;
    const { classes } = story.map;
    const least = classes ? 1 / classes.length : 0;
    const seen = new Map();
    const colour = (value, sure) => {
      const share = Math.max(0, (sure / 255 - least) / (1 - least));
      return classes ? mix("#eef0f2", classColour(value), 0.15 + 0.55 * share) : ramp(value / 255);
    };
    frame.colours = Array.from({ length: cells }, (_, i) => {
      const sure = classes ? bytes[cells + i] : 0;
      const id = bytes[i] * 256 + sure;
      if (!seen.has(id)) seen.set(id, colour(bytes[i], sure));
      return seen.get(id);
    });
  }
  return frame.colours;
}

function map() {
  if (!story.map) return;
  const { x, y, xRange, yRange, side, classes, range: values, target, rows } = story.map;
  const value = (row) => (classes ? (row[2] < 0 ? "#888888" : classColour(row[2])) : ramp(row[2]));
  add(byId("curves"), {
    title: `${target} by ${x} and ${y}`,
    still: true,
    values: (epoch) => [
      `after epoch ${at(frames, epoch)?.epoch ?? 0}  `,
      ...(classes ?? []).slice(0, 8).flatMap((name, i) => key(classColour(i), name)),
      ...(values ?? []).flatMap((value, i) => key(ramp(i), `${i ? "to" : "from"} ${number(value)}`)),
    ],
    marks: (width) => ({
      height: Math.min(360, Math.max(260, Math.round(width * 0.72))),
      x: { domain: xRange, label: x, ticks: 6 },
      y: { domain: yRange, label: y, ticks: 6 },
      color: { type: "identity" },
      marks: [
        ...(frames.length
          ? [Plot.raster(colours(at(frames, now)), { width: side, height: side, x1: xRange[0], x2: xRange[1], y1: yRange[1], y2: yRange[0] })]
          : []),
        Plot.dot(rows ?? [], { x: (row) => row[0], y: (row) => row[1], r: 2.6, fill: value, stroke: "#ffffff", strokeWidth: 0.8 }),
      ],
    }),
  });
}

// ---- layers

const paths = () => Object.keys(recorded.at(-1)?.layers ?? {});
const ofLayer = (path, read) => recorded.map((line) => ({ epoch: line.epoch, ...read(line.layers[path] ?? {}) }));
const quantiles = (path, what) =>
  ofLayer(path, (layer) => {
    const [p5, p25, p50, p75, p95] = layer[what]?.quantiles ?? [];
    return { p5, p25, p50, p75, p95 };
  }).filter((point) => [point.p5, point.p50, point.p95].every(Number.isFinite));

function band(path, what, title) {
  return {
    title,
    values: (epoch) => {
      const layer = at(recorded, epoch)?.layers[path]?.[what];
      return [`mean ${number(layer?.mean)}, deviation ${number(layer?.deviation)}`];
    },
    marks: () => {
      const points = quantiles(path, what);
      const area = (low, high, opacity) => Plot.areaY(points, { x: "epoch", y1: low, y2: high, fill: "var(--layer)", fillOpacity: opacity });
      return {
        height: 150,
        y: { grid: true, label: null, ticks: 4, tickFormat: number },
        marks: [area("p5", "p95", 0.2), area("p25", "p75", 0.3), Plot.line(points, { x: "epoch", y: "p50", stroke: "var(--layer)", strokeWidth: 1.6 }),
          ...(points.length < 3 ? [Plot.dot(points, { x: "epoch", y: "p50", fill: "var(--layer)", r: 3 })] : [])],
      };
    },
  };
}

function updates(path) {
  return {
    title: "Update / weight",
    values: (epoch) => [number(at(recorded, epoch)?.layers[path]?.updateRatio)],
    marks: () => {
      const points = ofLayer(path, (layer) => ({ value: layer.updateRatio })).filter((point) => point.value > 0);
      const axis = logAxis(extent([1e-3, ...points.map((point) => point.value)]));
      return {
        height: 150,
        y: axis,
        marks: points.length
          ? [Plot.gridY(axis.ticks), Plot.ruleY([1e-3], { stroke: "var(--quiet)", strokeDasharray: "2 3" }), Plot.line(points, { x: "epoch", y: "value", stroke: "var(--layer)", strokeWidth: 1.6 }),
            ...(points.length < 3 ? [Plot.dot(points, { x: "epoch", y: "value", fill: "var(--layer)", r: 3 })] : [])]
          : [],
      };
    },
  };
}

function shares(path) {
  const parts = [["dead", "var(--high)"], ["saturated", "var(--saturated)"]];
  return {
    title: "Dead, saturated",
    values: (epoch) => parts.flatMap(([name, colour]) => key(colour, `${name} ${percent(at(recorded, epoch)?.layers[path]?.[name])}`)),
    marks: () => ({
      height: 150,
      y: { domain: [0, 1], grid: true, label: null, ticks: 3, tickFormat: percent },
      marks: parts.map(([name, colour]) =>
        Plot.line(ofLayer(path, (layer) => ({ value: layer[name] })).filter((point) => Number.isFinite(point.value)), { x: "epoch", y: "value", stroke: colour, strokeWidth: 1.8 })),
    }),
  };
}

// How a measure differs from layer to layer at the epoch, on a logarithmic axis that stays as it is.
function across(title, read) {
  const names = paths();
  add(byId("across").querySelector(".grid"), {
    title,
    still: true,
    values: () => [`epoch ${at(recorded, now)?.epoch ?? "–"}`],
    marks: () => {
      const all = recorded.flatMap((line) => names.map((path) => read(line.layers[path] ?? {}))).filter((value) => value > 0);
      const axis = logAxis(extent(all.length ? all : [1]), 1.4);
      const layers = at(recorded, now)?.layers ?? {};
      const points = names.map((path) => ({ path, value: read(layers[path] ?? {}) })).filter((point) => point.value > 0);
      return {
        height: 46 + 22 * names.length,
        marginLeft: Math.min(130, 18 + 6.5 * Math.max(...names.map((path) => path.length))),
        x: axis,
        y: { type: "point", domain: names, label: null, padding: 0.6, tickFormat: (path) => (path.length > 17 ? `${path.slice(0, 16)}…` : path) },
        marks: all.length ? [Plot.gridX(axis.ticks), Plot.line(points, { x: "value", y: "path", stroke: "var(--layer)", strokeOpacity: 0.4 }), Plot.dot(points, { x: "value", y: "path", fill: "var(--layer)", r: 4.5 })] : [],
      };
    },
  });
}

function layers() {
  byId("across").hidden = paths().length === 0;
  for (const path of paths()) {
    const grid = element("div", { className: "grid four" });
    byId("layers").append(element("h2", { textContent: path }), grid);
    add(grid, band(path, "activations", "Activations"));
    add(grid, band(path, "gradients", "Gradients"));
    add(grid, updates(path));
    add(grid, shares(path));
  }
  if (paths().length) {
    across("Activations, deviation", (layer) => layer.activations?.deviation);
    across("Gradients, deviation", (layer) => layer.gradients?.deviation);
    across("Update / weight", (layer) => layer.updateRatio);
  }
}
