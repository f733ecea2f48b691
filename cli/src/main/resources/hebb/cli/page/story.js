"use strict";
// Draws a training as it went: the lines of its epoch log, by a slider over its epochs.
(() => {
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

  // ---- loss and metrics

  const curve = (read) => epochs.map((line) => ({ epoch: line.epoch, value: read(line) })).filter((point) => Number.isFinite(point.value));
  const stroke = (read, colour, width = 1.8) => Plot.line(curve(read), { x: "epoch", y: "value", stroke: colour, strokeWidth: width });
  const dots = (read, colour) => (epochs.length < 3 ? [Plot.dot(curve(read), { x: "epoch", y: "value", fill: colour, r: 3 })] : []);

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
        const line = at(epochs, epoch);
        return [...key("var(--train)", `training ${number(line.loss)}`), ...key("var(--validation)", `validation ${number(line.validationLoss)}`)];
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
        values: (epoch) => (fill() ? [...key("var(--validation)", `${select.value} ${number(at(epochs, epoch).validation?.[select.value])}`)] : []),
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
        return {
          height: 150,
          y: points.length ? logAxis(extent([1e-3, ...points.map((point) => point.value)])) : {},
          marks: points.length
            ? [Plot.gridY(logTicks(...extent(points.map((point) => point.value)))), Plot.ruleY([1e-3], { stroke: "var(--quiet)", strokeDasharray: "2 3" }), Plot.line(points, { x: "epoch", y: "value", stroke: "var(--layer)", strokeWidth: 1.6 }),
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
        const layers = at(recorded, now)?.layers ?? {};
        const points = names.map((path) => ({ path, value: read(layers[path] ?? {}) })).filter((point) => point.value > 0);
        return {
          height: 46 + 22 * names.length,
          marginLeft: Math.min(130, 18 + 6.5 * Math.max(...names.map((path) => path.length))),
          x: all.length ? logAxis(extent(all), 1.4) : {},
          y: { type: "point", domain: names, label: null, padding: 0.6, tickFormat: (path) => (path.length > 17 ? `${path.slice(0, 16)}…` : path) },
          marks: all.length ? [Plot.gridX(logTicks(...extent(all))), Plot.line(points, { x: "value", y: "path", stroke: "var(--layer)", strokeOpacity: 0.4 }), Plot.dot(points, { x: "value", y: "path", fill: "var(--layer)", r: 4.5 })] : [],
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

  // ---- findings

  // From when on a finding holds, as far as the record tells: what was measured before training holds from the start.
  function since(finding) {
    const share = { "dead-units": "dead", saturation: "saturated" }[finding.id];
    const crossed = share && recorded.find((line) => line.layers[finding.where]?.[share] >= finding.threshold);
    if (crossed) return crossed.epoch;
    if (finding.why.startsWith("Before the first step")) return first();
    if (finding.id === "learning-rate-too-high") return epochs.reduce((worst, line) => (line.loss > worst.loss ? line : worst), epochs[0])?.epoch ?? last();
    if (["learning-rate-too-low", "leak", "unscaled-input", "symmetry", "duplicate-rows", "imbalance"].includes(finding.id)) return first();
    if (finding.id === "overfitting") {
      const measured = epochs.filter((line) => Number.isFinite(line.validationLoss));
      return measured.reduce((best, line) => (line.validationLoss < best.validationLoss ? line : best), measured[0])?.epoch ?? last();
    }
    return last();
  }

  function listFindings() {
    const section = byId("findings");
    section.querySelectorAll(".finding, p").forEach((old) => old.remove());
    if (findings === null) {
      section.append(element("p", { className: "quiet", textContent: story.live ? "Findings are told when training is over." : "The log has none: the training was interrupted, or not looked at." }));
    } else if (findings.length === 0) {
      section.append(element("p", { className: "quiet", textContent: "Nothing was found to be wrong." }));
    }
    for (const finding of findings ?? []) {
      finding.epoch = since(finding);
      const go = element("button", { type: "button", textContent: finding.epoch <= first() ? "from the start" : finding.epoch >= last() ? "at the end" : `from epoch ${finding.epoch}` });
      go.addEventListener("click", () => move(finding.epoch));
      finding.card = element(
        "div",
        { className: `finding ${finding.severity}` },
        element("div", { className: "head" }, element("h3", {}, finding.id, element("span", { className: "severity", textContent: ` ${[finding.severity, finding.where].filter(Boolean).join(", ")}` })), go),
        element("p", { textContent: finding.why }),
        element("p", {}, "Fix: ", finding.fix.startsWith("--") ? element("code", { textContent: finding.fix }) : finding.fix),
      );
      section.append(finding.card);
    }
  }

  // ---- the epoch

  function head(chart) {
    chart.valuesAt.replaceChildren(...(epochs.length ? chart.values(now) : []));
  }

  function move(epoch) {
    now = Math.min(Math.max(epoch, first()), last());
    const slider = byId("slider");
    [slider.min, slider.max, slider.value] = [first(), last(), now];
    slider.setAttribute("aria-valuetext", `epoch ${now}`);
    byId("now").textContent = `epoch ${now.toLocaleString("en")} of ${last().toLocaleString("en")}`;
    for (const chart of charts) {
      chart.stale ||= chart.still;
      draw(chart);
      head(chart);
    }
    for (const finding of findings ?? []) finding.card?.classList.toggle("later", finding.epoch > now);
  }

  function stop() {
    cancelAnimationFrame(playing);
    playing = null;
    showPlay();
  }

  function showPlay() {
    byId("play").textContent = playing === null ? "▶ Play" : "❚❚ Pause";
    byId("play").setAttribute("aria-pressed", String(playing !== null));
  }

  // From here to the end, or anew from the start: 2 to 15 seconds for all epochs.
  function play() {
    const from = now >= last() ? first() : now;
    const pace = Math.min(Math.max((last() - first()) * 150, 2000), 15000) / Math.max(1, last() - first());
    let begun = null;
    const step = (time) => {
      begun ??= time;
      const epoch = Math.min(from + Math.floor((time - begun) / pace), last());
      if (epoch !== now) move(epoch);
      if (epoch >= last()) stop();
      else playing = requestAnimationFrame(step);
    };
    playing = requestAnimationFrame(step);
    showPlay();
  }

  function keys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.tagName === "SELECT") return;
    const far = event.shiftKey ? 10 : 1;
    const tenth = Math.max(1, Math.round((last() - first()) / 10));
    const to = { ArrowLeft: now - far, ArrowRight: now + far, PageUp: now - tenth, PageDown: now + tenth, Home: first(), End: last() }[event.key];
    const onSlider = event.target === byId("slider");
    if (to !== undefined && (onSlider || !/^Page/.test(event.key))) {
      event.preventDefault();
      stop();
      move(to);
    } else if (event.key === " " && event.target.tagName !== "BUTTON" && event.target.type !== "checkbox") {
      event.preventDefault();
      playing === null ? play() : stop();
    }
  }

  // ---- lines come in

  function take(line) {
    if (line.findings) {
      findings = line.findings.map((finding) => ({ ...finding, severity: finding.severity.toLowerCase() }));
    } else if (line.map) {
      frames.push(...line.map.frames);
      if (!story.map) {
        story.map = line.map;
        map();
      }
    } else if (line.epoch > (epochs.at(-1)?.epoch ?? -1)) {
      epochs.push(line);
      if (line.layers) recorded.push(line);
    }
  }

  // Only the newest lines that came in together are drawn, a few times a second.
  function live() {
    const status = byId("status");
    const show = (text, over = false) => {
      status.textContent = text;
      status.classList.toggle("over", over);
      status.hidden = false;
    };
    show("waiting for the first epoch");
    let pending = false;
    let seen = 0;
    const refresh = () => {
      pending = false;
      const follows = now >= seen;
      seen = last();
      if (paths().length && !byId("layers").hasChildNodes()) layers();
      listFindings();
      charts.forEach((chart) => (chart.stale = true));
      move(follows ? last() : now);
    };
    const events = new EventSource("events");
    events.onmessage = (event) => {
      take(JSON.parse(event.data));
      show("live");
      if (!pending) {
        pending = true;
        setTimeout(refresh, 250);
      }
    };
    events.onerror = () => show("the connection is lost; trying again", true);
    events.addEventListener("over", () => {
      events.close();
      show("training is over", true);
    });
  }

  document.title = story.title;
  byId("title").textContent = story.title;
  byId("subtitle").textContent = story.subtitle;
  story.lines.forEach(take);
  byId("notes").append(...story.notes.map((note) => element("li", { textContent: note })));
  byId("across").hidden = true;
  curves();
  map();
  listFindings();
  layers();
  byId("slider").addEventListener("input", (event) => {
    stop();
    move(Number(event.target.value));
  });
  byId("play").addEventListener("click", () => (playing === null ? play() : stop()));
  document.addEventListener("keydown", keys);
  addEventListener("resize", () => {
    charts.forEach((chart) => (chart.stale = true));
    move(now);
  });
  showPlay();
  move(story.live ? 0 : Number.isFinite(story.kept) && story.kept > 0 ? story.kept : last());
  if (story.live) live();
})();
