// Sorting, searching and filtering of the ranking, and the page of a unit, which is built when it is
// opened. Data are put in as text alone. Every figure comes as it is printed; none is computed here.
"use strict";

(() => {
  const $ = (id) => document.getElementById(id);
  const title = document.title;
  let held;
  const data = () => (held ??= prepared(JSON.parse($("data").textContent)));

  function prepared(all) {
    all.units = new Map();
    for (const block of all.blocks) {
      block.units.forEach((unit, place) => all.units.set(unit.code, { unit, block, place }));
    }
    return all;
  }

  const filled = (message, values) =>
    message.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

  function el(name, attributes, ...parts) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes ?? {})) made.setAttribute(key, value);
    made.append(...parts.flat().filter((part) => part !== null && part !== undefined));
    return made;
  }

  // The ranking: its rows stand in the page, so that it can be read and printed without a script

  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const folded = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  const words = JSON.parse($("words").textContent);

  const sections = [...document.querySelectorAll("#list section[data-block]")];
  const rows = sections.flatMap((section) =>
    [...section.querySelectorAll("tbody tr")].map((row) => ({
      row,
      block: section.dataset.block,
      band: row.closest("table.ranking") ? (row.querySelector(".band")?.textContent ?? "") : null,
      key: null,
    })),
  );

  function numeric(text) {
    const digits = text.replace("−", "-").replace(",", ".").replace(/[^\d.-]/g, "");
    return digits === "" || digits === "-" ? NaN : Number(digits);
  }

  function sort(table, column, direction) {
    const heads = [...table.tHead.rows[0].cells];
    const asText = ["code", "name"].includes(heads[column].className);
    const bands = [...($("band")?.options ?? [])].map((option) => option.text);
    const value = {
      band: (text) => bands.indexOf(text),
    }[heads[column].className] ?? numeric;
    const lines = [...table.tBodies[0].rows].map((row) => {
      const text = row.cells[column].textContent;
      return { row, value: asText ? text : value(text), rank: Number(row.cells[0].textContent) };
    });
    lines.sort((a, b) => {
      if (asText) return direction * collator.compare(a.value, b.value) || a.rank - b.rank;
      if (Number.isNaN(a.value) || Number.isNaN(b.value)) {
        return Number.isNaN(a.value) - Number.isNaN(b.value) || a.rank - b.rank;
      }
      return direction * (a.value - b.value) || a.rank - b.rank;
    });
    table.tBodies[0].append(...lines.map((line) => line.row));
    shorten(table);
    heads.forEach((head) => head.removeAttribute("aria-sort"));
    heads[column].setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
  }

  function sortable(table) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = el("button", { type: "button" }, head.textContent);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        const upFirst = ["rank", "code", "name", "band"].includes(head.className);
        const direction = now ? (now === "ascending" ? -1 : 1) : upFirst ? 1 : -1;
        sort(table, column, direction);
        tell(filled(words.sorted, { column: head.textContent }));
      });
      head.replaceChildren(button);
    });
  }

  // A part that does not scroll is no stop for the keyboard.
  function scrolling() {
    for (const part of document.querySelectorAll(".scroll, .paper")) {
      if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
      else part.removeAttribute("tabindex");
    }
  }

  // Of a long ranking the screen shows the first rows until all are asked for: laying thousands out
  // takes longer than finding one. Paper has them all.
  const MOST = 300;
  const whole = new WeakSet();

  function shorten(table) {
    const fitting = [...table.tBodies[0].rows].filter((row) => !row.hidden);
    const most = whole.has(table) ? Infinity : MOST;
    fitting.forEach((row, place) => row.classList.toggle("more", place >= most));
    table.classList.remove("long");
    const button = table.parentNode.nextElementSibling;
    if (button?.className !== "rest") return;
    button.hidden = fitting.length <= most;
    button.textContent = filled(words.rest, { count: fitting.length });
  }

  function shortened(table) {
    if (table.tBodies[0].rows.length > MOST) {
      const button = el("button", { type: "button", class: "rest" });
      button.addEventListener("click", () => {
        whole.add(table);
        const next = table.querySelector("tr.more a");
        shorten(table);
        tell();
        next.focus();
      });
      table.parentNode.after(button);
    }
    shorten(table);
  }

  function tell(before = "") {
    const count = rows.filter(({ row }) => !row.hidden && !row.classList.contains("more")).length;
    const shown = filled(words.shown, { shown: count, all: rows.length });
    $("shown").textContent = before ? `${before} ${shown}` : shown;
  }

  function filter() {
    const wanted = folded($("text").value).split(/\s+/).filter(Boolean);
    const block = $("block")?.value ?? "";
    const band = $("band")?.value ?? "";
    for (const entry of rows) {
      const [first, second, third] = entry.row.cells;
      entry.key ??= folded(
        entry.band === null
          ? `${first.textContent} ${second.textContent}`
          : `${second.textContent} ${third.textContent}`,
      );
      const fits = (!block || entry.block === block) && (!band || entry.band === band);
      entry.row.hidden = !(fits && wanted.every((word) => entry.key.includes(word)));
    }
    document.querySelectorAll("table.ranking").forEach(shorten);
    for (const section of sections) {
      section.hidden = Boolean(block) && section.dataset.block !== block;
    }
    for (const part of document.querySelectorAll("#list .scroll")) {
      part.hidden = !part.querySelector("tbody tr:not([hidden])");
      if (part.previousElementSibling.tagName === "H4") part.previousElementSibling.hidden = part.hidden;
    }
    tell();
  }

  // The page of a unit

  function unitPage({ unit, block, place }) {
    const { texts, year, stages, outcomes } = data();
    const say = words;
    const text = (number) => texts[number];
    const cell = (words, kind = "") => el("td", kind ? { class: kind } : {}, words);
    const number = (words) => cell(words, "number");

    function table(kind, caption, heads, lines) {
      const head = ([words, numbers]) =>
        el("th", { scope: "col", ...(numbers ? { class: "number" } : {}) }, words);
      return el("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": caption },
        el("table", { class: kind },
          el("caption", {}, caption),
          el("thead", {}, el("tr", {}, heads.map(head))),
          el("tbody", {}, lines)));
    }

    const part = (heading, ...parts) => el("section", {}, el("h3", {}, heading), ...parts);

    function pager() {
      const link = (other, words) =>
        other?.rank ? el("a", { href: `#/${encodeURIComponent(other.code)}` }, `${words}: ${other.name}`) : null;
      return el("nav", { class: "pager", "aria-label": say.ranking },
        el("a", { href: "#ranking" }, `← ${say.back}`),
        unit.rank ? link(block.units[place - 1], say.above) : null,
        unit.rank ? link(block.units[place + 1], say.below) : null);
    }

    function figures() {
      const figure = (label, words, kind) =>
        el("div", {}, el("dt", {}, label), el("dd", kind ? { class: kind } : {}, words));
      const [index, points, max] = (unit.total ?? []).map(text);
      const ways = { "+": ["▲ ", "up"], "−": ["▼ ", "down"] };
      const since = (unit.changes ?? []).map(text).map((change, at) => {
        const [arrow, way] = ways[change[0]] ?? ["", ""];
        return figure(filled([say.index_since, say.rank_since][at], { year: block.since }), arrow + change, way);
      });
      return el("dl", { class: "figures" },
        figure(say.rank, unit.rank ? filled(say.rank_of, { rank: unit.rank, all: block.ranked }) : say.not_ranked),
        unit.rank && text(unit.band) ? figure(say.band, text(unit.band)) : null,
        index ? figure(say.index, index + block.sign) : null,
        points ? figure(say.points, filled(say.points_of, { points, max })) : null,
        since);
    }

    function share(words, most) {
      const value = (numeric(words) * 100) / Number(most);
      return `${Math.max(0, Math.min(100, value))}%`;
    }

    function bar(index, mean, best, most) {
      const made = el("span", { class: "bar", "aria-hidden": "true" }, el("i"));
      made.firstChild.style.width = share(index, most);
      for (const [name, words] of [["b", mean], ["u", best]]) {
        if (Number.isNaN(numeric(words))) continue;
        const mark = el(name);
        mark.style.left = share(words, most);
        made.append(mark);
      }
      return made;
    }

    function areas() {
      const heads = [[say.area], [say.index, 1], [say.mean, 1], [say.best, 1], [say.compared], [say.points, 1], [say.maximum, 1]];
      const lines = block.areas.map(([code, name, mean, best], at) => {
        const [points, max, index] = unit.areas[at].map(text);
        const known = !Number.isNaN(numeric(index));
        return el("tr", {},
          el("th", { scope: "row" }, `${code}. ${name}`, known ? bar(index, mean, best, block.areasOutOf) : null),
          number(index), number(mean), number(best),
          cell(known ? bar(index, mean, best, block.areasOutOf) : "–"),
          number(points), number(max));
      });
      return part(say.areas, table("areas", say.areas, heads, lines),
        el("p", { class: "note legend", "aria-hidden": "true" }, say.compared));
    }

    function rule(lines, clause) {
      if (!lines.length && !clause) return null;
      return el("details", {},
        el("summary", {}, say.rule),
        el("ul", {}, lines.map((line) => el("li", {}, line)),
          clause ? el("li", {}, filled(say.clause, { clause })) : null));
    }

    function item([code, name, most, , who, lines, clause], at) {
      const points = text(unit.points[at]);
      const max = text(unit.maxima?.[at] ?? most);
      const claimed = unit.claimed?.[at];
      const outcome = outcomes[unit.outcomes?.[at]] ?? texts[unit.bands?.[at]];
      const reason = unit.reasons ? text(unit.reasons[at]) : "";
      const lost = numeric(points) < numeric(max);
      const made = el("tr", lost ? { class: "lost" } : {},
        el("th", { scope: "row" }, code),
        el("td", {}, name, " ",
          outcome === undefined ? null : el("span", { class: "tag" }, outcome),
          reason ? el("p", { class: "reason" }, reason) : null,
          claimed === undefined ? null : el("p", {}, filled(say.self, { points: text(claimed) })),
          who ? el("p", {}, filled(say.scored_by, { who })) : null,
          rule(lines, clause)),
        number(max), el("td", { class: "number reached" }, points));
      return { made, lost };
    }

    function items() {
      const made = block.items.map(item);
      const lost = made.filter((entry) => entry.lost).length;
      const heads = [[say.code], [say.item], [say.maximum, 1], [say.points, 1]];
      const tables = [...block.areas, null].map((area, at) => {
        const lines = made.filter((_, i) => block.items[i][3] === (area ? at : -1));
        if (!lines.length) return null;
        const caption = area ? `${area[0]}. ${area[1]}` : say.items;
        return el("section", {}, el("h4", {}, caption),
          table("items", caption, heads, lines.map((line) => line.made)));
      });
      const only = el("input", { type: "checkbox", id: "lost" });
      only.addEventListener("change", () => {
        for (const entry of made) entry.made.hidden = only.checked && !entry.lost;
        for (const section of tables) {
          if (section) section.hidden = !section.querySelector("tbody tr:not([hidden])");
        }
      });
      return part(say.items,
        el("p", {}, filled(say.lost, { count: lost, all: made.length }),
          (unit.labels ?? []).map((at) => ` ${text(at)}.`)),
        el("p", { class: "choice" }, only, el("label", { for: "lost" }, say.lost_only)),
        tables);
    }

    const called = (at) => (at < 0 ? "" : `${block.items[at][0]}. ${block.items[at][1]}`);

    function course() {
      const heads = [[say.stage], [say.points, 1], [say.index, 1]];
      const lines = unit.course.map(([stage, points, index]) =>
        el("tr", {}, el("th", { scope: "row" }, stages[stage]), number(text(points)), number(text(index))));
      return part(say.course, table("course", say.course, heads, lines));
    }

    function moves() {
      const heads = [[say.stage], [say.item], [say.before, 1], [say.after, 1], [say.reason], [say.day]];
      const lines = unit.moves.map(([stage, at, before, after, reason, day]) =>
        el("tr", {}, cell(stages[stage]), el("th", { scope: "row" }, called(at)),
          number(text(before)), number(text(after)), cell(text(reason)), cell(text(day))));
      return part(say.moves, table("moves", say.moves, heads, lines));
    }

    function gaps() {
      return part(say.gaps, el("ul", {}, unit.gaps.map(([at, words]) =>
        el("li", {}, at < 0 ? text(words) : `${called(at)}: ${text(words)}`))));
    }

    function trend() {
      const banded = block.bands || unit.past.some(([, , , band]) => text(band));
      const heads = [[say.year], [say.index, 1], [say.rank, 1], ...(banded ? [[say.band]] : [])];
      const years = unit.past.map(([when, index, rank, band]) => [when, text(index), rank || "–", text(band)]);
      const now = unit.total ? [[year, text(unit.total[0]), unit.rank ?? "–", unit.rank ? text(unit.band) : ""]] : [];
      const lines = [...now, ...years].reverse().map(([when, index, rank, band]) =>
        el("tr", {}, el("th", { scope: "row" }, String(when)), number([index, bar(index, "", "", block.outOf)]),
          number(String(rank)), banded ? cell(band) : null));
      return part(say.trend, table("trend", say.trend, heads, lines));
    }

    const list = (entries) => el("ul", {}, entries.map((entry) => el("li", {}, text(entry))));
    return [
      pager(),
      el("h2", { id: "unit-name", tabindex: -1 }, unit.name),
      el("p", { class: "of" }, `${unit.code} · ${block.name} · ${year}`),
      figures(),
      unit.why === undefined ? null : el("p", { class: "why" }, text(unit.why)),
      unit.areas ? areas() : null,
      unit.past ? trend() : null,
      unit.course ? course() : null,
      unit.moves ? moves() : null,
      unit.adjustments ? part(say.adjustments, list(unit.adjustments)) : null,
      unit.points ? items() : null,
      unit.gaps ? gaps() : null,
    ].filter(Boolean);
  }

  // Which of the two is shown: the address says it

  let left = null;

  function asked() {
    const found = /^#\/(.*)$/.exec(location.hash);
    try {
      return found ? decodeURIComponent(found[1]) : null;
    } catch {
      return found[1];
    }
  }

  function route() {
    const code = asked();
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", route, { once: true }); // the data come last
      return;
    }
    if (code === null) {
      toList();
      return;
    }
    const found = data().units.get(code);
    const page = $("unit");
    if ($("list").hidden === false) left = { code, y: scrollY };
    page.replaceChildren(...(found
      ? unitPage(found)
      : [el("h2", { id: "unit-name", tabindex: -1 }, filled(words.unknown, { code })),
         el("p", {}, el("a", { href: "#ranking" }, `← ${words.back}`))]));
    $("list").hidden = true;
    page.hidden = false;
    scrolling();
    document.title = `${found ? found.unit.name : code} – ${title}`;
    scrollTo({ top: page.offsetTop - 8, behavior: "instant" });
    $("unit-name").focus({ preventScroll: true });
  }

  function toList() {
    if (!$("list").hidden) return;
    $("list").hidden = false;
    $("unit").hidden = true;
    $("unit").replaceChildren();
    document.title = title;
    const link = left && document.querySelector(`#list a[href="#/${CSS.escape(encodeURIComponent(left.code))}"]`);
    if (link && left) {
      scrollTo({ top: left.y, behavior: "instant" });
      link.focus({ preventScroll: true });
    } else {
      (document.getElementById(location.hash.slice(1)) ?? $("main")).scrollIntoView();
      $("main").focus({ preventScroll: true });
    }
    left = null;
  }

  // Setting up

  function dark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function themed() {
    $("theme").setAttribute("aria-pressed", String(dark()));
  }

  for (const part of document.querySelectorAll(".script")) part.hidden = false;
  for (const table of document.querySelectorAll("table.ranking")) {
    sortable(table);
    shortened(table);
  }
  $("find").addEventListener("input", filter);
  $("find").addEventListener("submit", (event) => event.preventDefault());
  $("find").addEventListener("reset", () => setTimeout(filter));
  $("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = dark() ? "light" : "dark";
    themed();
  });
  $("print").addEventListener("click", () => print());
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault(); // the address stays that of the unit
    $("main").focus();
  });
  addEventListener("hashchange", route);
  addEventListener("resize", scrolling);
  themed();
  tell();
  requestAnimationFrame(scrolling);
  if (asked() !== null) route();
  performance.mark("ready");
})();
