"use strict";
// Draws a training as it went: the lines of its epoch log, by a slider over its epochs.
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
