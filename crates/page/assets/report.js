"use strict";
// What a report does when it is used. What is shown hangs on the address behind #, so that a link shows what its sender saw:
// q, lang, country, office, role, min, max, when, changed and person narrow the list, id opens a release.
(() => {
  const $ = (id) => document.getElementById(id);
  const index = JSON.parse($("index").textContent);
  const rows = index.releases.map(([lang, date, id, changed, words, people], n) => ({ n, lang: index.languages[lang], date, id, changed, words, people }));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const entries = rows.map((row) => $("l" + row.n));
  const form = $("filters"), release = $("release"), why = $("why");
  const CONTROLS = ["q", "lang", "country", "office", "role", "min", "max", "changed"];
  const isWide = matchMedia("(min-width: 64rem)"), isSplit = matchMedia("(min-width: 80rem)");

  // Views of releases come after this script, so that the list can be used before a browser has read them.
  const whole = new Promise((done) => (document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", done, { once: true }) : done()));

  let state = { person: [] };
  let shown = rows; // in the order of the list
  let current = 0; // the entry that is a stop of the tab key
  let opened = null;
  let typed = 0; // the timer of a search that is being typed
  document.body.classList.add("live");

  // The address.

  function read() {
    const said = new URLSearchParams(location.hash.slice(1));
    const next = { person: said.getAll("person"), id: said.get("id") ?? undefined, when: said.get("when") || undefined };
    for (const name of CONTROLS) next[name] = said.get(name) || undefined;
    return next;
  }

  function written(next) {
    const said = new URLSearchParams();
    for (const name of [...CONTROLS, "when", "id"]) if (next[name] !== undefined && next[name] !== "") said.set(name, next[name]);
    for (const one of next.person) said.append("person", one);
    return "#" + said.toString();
  }

  /** Shows another state; `isStep` has it that the browser's way back leads here. */
  function go(changes, isStep = true) {
    const hash = written({ ...state, ...changes });
    if (hash === (location.hash || "#")) return;
    history[isStep ? "pushState" : "replaceState"](null, "", hash);
    follow();
  }

  function follow() {
    const before = state;
    state = read();
    for (const name of CONTROLS) {
      const control = form.elements[name];
      if (!control || (name === "q" && typed)) continue; // what is being typed stays
      if (control.type === "checkbox") control.checked = Boolean(state[name]);
      else if (control.value !== (state[name] ?? "")) control.value = state[name] ?? "";
    }
    if (isNarrowed() && !state.q) $("more").open ||= CONTROLS.some((name) => name !== "q" && state[name]);
    chips();
    narrow();
    const row = state.id === undefined ? null : byId.get(state.id) ?? null;
    if (row && !$("r" + row.n)) return void whole.then(follow);
    if (row !== opened) show(row, before.id !== undefined);
    if (row) look("release");
    else if (before.id !== undefined || written(before) !== written(state)) look(isNarrowed() && before.id === undefined ? "list" : "overview");
  }

  /** On a narrow screen one of the three is there at a time. */
  function look(at) { document.body.dataset.at = at; }

  const isNarrowed = () => state.person.length > 0 || Boolean(state.when) || CONTROLS.some((name) => state[name]);

  // Filters and search.

  /** Letters as they are compared: without case, accents, vowel signs and marks of direction. */
  const fold = (words) => words.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "").toLowerCase().normalize("NFC");

  const ENTITIES = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#13;": "\n", "&amp;": "&" };
  const view = (row) => JSON.parse($("r" + row.n).textContent);
  const textOf = (row) => view(row).text.replace(/<[^>]*>/g, "").replace(/&(?:lt|gt|quot|#13|amp);/g, (name) => ENTITIES[name]);

  let reading = null;
  /** Folds all texts once, a slice at a time, so that the page stays awake. */
  function readTexts() {
    reading ??= (async () => {
      await whole;
      let until = performance.now() + 12;
      for (const row of rows) {
        row.text ??= fold(textOf(row));
        if (performance.now() < until) continue;
        await new Promise((done) => setTimeout(done));
        until = performance.now() + 12;
      }
      reading.done = true;
    })();
    return reading;
  }

  /** A person test of the filters, or none. */
  function personTest() {
    const { country, office, role, min, max } = state;
    if (!(country || office || role || min || max)) return null;
    const offices = new Set(index.offices.flatMap((code, n) => (code === office || code.startsWith(office + ".") ? [n] : [])));
    const least = Math.round((Number(min) || 0) * 100), most = Math.round((max ? Number(max) : 1) * 100);
    const [ofCountry, ofRole] = [index.countries.indexOf(country === "none" ? "" : country), index.roles.indexOf(role)];
    return ([, c, r, sure, held]) =>
      (!country || c === ofCountry) && (!role || r === ofRole) && sure >= least && sure <= most && (!office || held.some((one) => offices.has(one)));
  }

  let round = 0;
  async function narrow() {
    const mine = ++round;
    const fits = personTest();
    const people = state.person.map((key) => index.people.indexOf(key));
    const rest = rows.filter((row) =>
      (!state.lang || row.lang === state.lang) && (!state.when || row.date.startsWith(state.when)) && (!state.changed || row.changed) &&
      (!fits || row.people.some(fits)) && people.every((one) => row.people.some(([known]) => known === one)));
    const words = fold(state.q ?? "").split(/\s+/).filter(Boolean);
    if (words.length === 0) return list(rest);
    const has = (row, word) => (row.key ??= fold(row.words)).includes(word) || (row.text ?? "").includes(word);
    const find = () => rest.filter((row) => words.every((word) => has(row, word)));
    if (!reading?.done) {
      list(find(), "; reading texts …");
      await readTexts();
      if (mine !== round) return;
    }
    list(find());
  }

  /** Shows `found` in the list, and how many they are. */
  function list(found, more = "") {
    const isShown = new Uint8Array(rows.length);
    for (const row of found) isShown[row.n] = 1;
    entries.forEach((entry, n) => { if (entry.hidden === Boolean(isShown[n])) entry.hidden = !isShown[n]; });
    shown = found;
    if (found.length > 0 && !isShown[current]) stop(found[0].n);
    const count = (n) => n.toLocaleString("en") + (n === 1 ? " release" : " releases");
    const said = (isNarrowed() ? found.length.toLocaleString("en") + " of " : "") + count(rows.length) + more;
    if ($("status").textContent !== said) $("status").textContent = said;
  }

  /** Makes the entry at `n` the list's stop of the tab key. */
  function stop(n) {
    const link = (at) => entries[at]?.firstElementChild;
    link(current)?.setAttribute("tabindex", "-1");
    link(n)?.setAttribute("tabindex", "0");
    current = n;
    return link(n);
  }

  /** What narrows the list, each with a button that takes it away. */
  function chips() {
    const chip = (words, changes) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "chip";
      button.textContent = words + " ×";
      button.setAttribute("aria-label", "Remove filter: " + words);
      button.addEventListener("click", () => { go(changes); $("q").focus(); });
      return button;
    };
    const all = [];
    for (const name of CONTROLS) {
      if (name === "q" || !state[name]) continue;
      const control = form.elements[name];
      const option = control?.selectedOptions?.[0]?.textContent.replace(/ \([\d,]+\)$/, "") || state[name];
      const words = { min: "confidence from " + state[name], max: "confidence to " + state[name], changed: "changed" }[name] ?? option;
      all.push(chip(words, { [name]: undefined }));
    }
    if (state.when) all.push(chip(state.when, { when: undefined }));
    for (const key of state.person) all.push(chip(key.replace(/\|$/, "").replace("|", ", "), { person: state.person.filter((one) => one !== key) }));
    if (all.length > 1) all.push(chip("all filters", Object.fromEntries([...CONTROLS.map((name) => [name, undefined]), ["when", undefined], ["person", []]])));
    $("chips").replaceChildren(...all);
  }

  // A release.

  /** Puts a view that this program wrote into the page. */
  function fill(view, head, text, people) {
    head.innerHTML = view.head;
    text.innerHTML = view.text;
    people.innerHTML = view.people;
    const lang = text.firstElementChild?.lang ?? "";
    for (const words of people.querySelectorAll(".grounds td:nth-child(2)")) words.lang = lang;
    for (const mark of text.querySelectorAll("mark[data-p]")) {
      mark.dataset.n = mark.dataset.p.split(" ").map((n) => Number(n) + 1).join(", ");
      if (mark.tabIndex === 0) mark.setAttribute("role", "button");
    }
  }

  function show(row, hadOne) {
    opened = row;
    for (const entry of entries) entry.firstElementChild.removeAttribute("aria-current");
    release.hidden = !row;
    $("overview").hidden = Boolean(row);
    if (!row) {
      if (hadOne) entries[current]?.firstElementChild.focus({ preventScroll: isWide.matches });
      return;
    }
    fill(view(row), $("head"), $("text"), $("people"));
    const link = stop(row.n);
    link?.setAttribute("aria-current", "true");
    if (isWide.matches) link?.scrollIntoView({ block: "nearest" });
    scrollTo(0, 0);
    $("people").scrollTop = 0;
    $("headline")?.focus({ preventScroll: true });
    const at = shown.indexOf(row);
    $("previous").disabled = at < 1;
    $("next").disabled = at < 0 || at + 1 >= shown.length;
  }

  /** Opens the release that is `step` further in the list. */
  function move(step) {
    const at = shown.indexOf(opened);
    const row = shown[at < 0 ? 0 : at + step];
    if (row) go({ id: row.id });
  }

  const numbers = (element) => (element?.dataset.p ?? "").split(" ").filter(Boolean);

  /** Lights up all that is said of the people of `element`; nothing where it is none. */
  function tie(element) {
    const people = new Set(numbers(element));
    const text = $("text").firstElementChild;
    text?.classList.toggle("ties", people.size > 0);
    for (const one of release.querySelectorAll("[data-p]")) one.classList.toggle("lit", numbers(one).some((n) => people.has(n)));
    if (people.size > 0 && isSplit.matches && element.localName === "mark") card([...people][0])?.scrollIntoView({ block: "nearest" });
  }

  const card = (n) => $("people").querySelector(`.card[data-p="${n}"]`);

  /** Where a mark stands, in code points of the text. */
  function span(mark) {
    const block = mark.closest("[data-at]");
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEndBefore(mark);
    const start = Number(block.dataset.at) + [...range.toString()].length;
    return [start, start + [...mark.textContent].length];
  }

  /** Says beside `mark` why it is there: the rows of its people's grounds whose words it holds or lies in. */
  function explain(mark) {
    const [start, end] = span(mark);
    $("why-title").textContent = mark.classList[0] + ": " + mark.textContent;
    $("why-body").replaceChildren(...numbers(mark).map((n) => explained(n, start, end)));
    why.showPopover();
    const lines = mark.getClientRects(), at = lines[lines.length - 1], room = why.getBoundingClientRect();
    const below = at.bottom + 6 + room.height < innerHeight;
    why.style.left = Math.max(8, Math.min(at.left, innerWidth - room.width - 8)) + "px";
    why.style.top = Math.max(8, below ? at.bottom + 6 : at.top - room.height - 6) + "px";
    why.focus();
  }

  function explained(n, start, end) {
    const part = document.createElement("section"), name = document.createElement("h4"), more = document.createElement("button");
    name.textContent = Number(n) + 1 + " " + (card(n)?.querySelector("h3").textContent ?? "");
    const grounds = [...(card(n)?.querySelectorAll("tr[data-s]") ?? [])].filter(({ dataset }) => Number(dataset.s) < end && Number(dataset.e) > start);
    const table = document.createElement("table"), none = document.createElement("p");
    table.className = "grounds";
    const head = card(n)?.querySelector("thead");
    if (head) table.append(head.cloneNode(true));
    table.append(...grounds.map((row) => { const copy = row.cloneNode(true); copy.classList.remove("again"); return copy; }));
    none.className = "small soft";
    none.textContent = head ? "No rule names just these words; the record has all grounds." : "Why is not known: this comes from an earlier output.";
    more.type = "button";
    more.textContent = "Record";
    more.addEventListener("click", () => {
      why.hidePopover();
      const details = card(n)?.querySelector("details.why");
      if (details) details.open = true;
      card(n)?.scrollIntoView({ block: "nearest" });
      (details?.firstElementChild ?? card(n))?.focus();
    });
    part.append(name, grounds.length > 0 ? table : none, more);
    return part;
  }

  // Pictures: a node of the network lights up those that are tied to it.

  function neighbours(node) {
    const network = document.querySelector("svg.network");
    const ties = node ? [...network.querySelectorAll(".tie")].filter(({ dataset }) => dataset.a === node.dataset.node || dataset.b === node.dataset.node) : [];
    const tied = new Set(ties.flatMap(({ dataset }) => [dataset.a, dataset.b]));
    network.classList.toggle("ties", ties.length > 0);
    for (const one of network.querySelectorAll(".tie")) one.classList.toggle("lit", ties.includes(one));
    for (const one of network.querySelectorAll(".node")) one.classList.toggle("lit", tied.has(one.dataset.node));
  }

  for (const event of ["mouseover", "focusin"]) {
    $("overview").addEventListener(event, ({ target }) => { if (target.closest("svg.network")) neighbours(target.closest(".node")); });
    release.addEventListener(event, ({ target }) => tie(target.closest("[data-p]")));
  }
  release.addEventListener("mouseleave", () => tie(release.querySelector("mark:focus")));

  // Clicks and keys.

  release.addEventListener("click", (event) => {
    const mark = event.target.closest("#text mark"), link = event.target.closest('a[href^="#"]');
    if (mark && getSelection().isCollapsed) explain(mark);
    if (link) { // narrows the list beside the release
      event.preventDefault();
      const said = new URLSearchParams(link.hash.slice(1));
      go({ ...Object.fromEntries(CONTROLS.map((name) => [name, undefined])), when: undefined, person: [], ...Object.fromEntries(said) });
    }
  });
  $("list").addEventListener("click", (event) => {
    const entry = event.target.closest("li");
    if (!entry || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go({ id: rows[Number(entry.id.slice(1))].id });
  });
  const click = (id, does) => $(id)?.addEventListener("click", (event) => { event.preventDefault(); does(); });
  click("back", () => { go({ id: undefined }); look("list"); });
  click("previous", () => move(-1));
  click("next", () => move(1));
  click("to-overview", () => { go({ id: undefined }); look("overview"); scrollTo(0, 0); });
  click("to-failures", () => { go({ id: undefined }); look("overview"); $("failures").scrollIntoView(); });
  click("to-list", () => { look("list"); entries[current]?.firstElementChild.focus(); });
  document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); $("main").focus(); });

  form.addEventListener("input", ({ target }) => {
    clearTimeout(typed);
    typed = 0;
    const change = () => go({ [target.name]: target.type === "checkbox" ? (target.checked ? "1" : undefined) : target.value.trim() || undefined }, false);
    if (target.name === "q") typed = setTimeout(() => { typed = 0; change(); }, 100);
    else if (target.validity.valid) change();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  $("q").addEventListener("focus", readTexts, { once: true });

  const isTyping = (element) => element.matches("input, select, textarea");

  /** Moves the focus within the list; whether it was there. */
  function walk(step) {
    if (!$("list").contains(document.activeElement)) return false;
    const row = shown[shown.findIndex(({ n }) => n === current) + step];
    if (row) stop(row.n).focus();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key, target } = event;
    const letters = $("letters").checked && !isTyping(target);
    const did = () => event.preventDefault();
    if (key === "Escape") {
      if (document.querySelector(":popover-open")) return; // the browser closes it
      if (isTyping(target)) target.blur();
      else if (opened) { did(); go({ id: undefined }); look("list"); }
    } else if (target.id === "q" && (key === "Enter" || key === "ArrowDown")) {
      did();
      stop(shown[0]?.n ?? 0)?.focus();
    } else if (key === "ArrowDown" || key === "ArrowUp") {
      if (walk(key === "ArrowDown" ? 1 : -1)) did();
    } else if (letters && (key === "j" || key === "k")) {
      did();
      if (!walk(key === "j" ? 1 : -1)) move(key === "j" ? 1 : -1);
    } else if (letters && key === "/") {
      did();
      look("list");
      $("q").focus();
    } else if ((key === "Enter" || key === " ") && target.matches("#text mark")) {
      did();
      explain(target);
    }
  });

  // Printing has the open release, else what filters leave, else the overview.

  const PRINTED = 200;
  addEventListener("beforeprint", () => {
    if (opened || !isNarrowed()) return;
    $("overview").hidden = true;
    const sheets = shown.slice(0, PRINTED).map((row) => {
      const sheet = document.createElement("article");
      const [head, text, people] = [0, 0, 0].map(() => sheet.appendChild(document.createElement("div")));
      fill(view(row), head, text, people);
      head.querySelector("h2").removeAttribute("id");
      return sheet;
    });
    if (shown.length > PRINTED) {
      const rest = document.createElement("p");
      rest.textContent = `${shown.length - PRINTED} more releases are not printed.`;
      sheets.push(rest);
    }
    $("printed").replaceChildren(...sheets);
  });
  addEventListener("afterprint", () => {
    $("printed").replaceChildren();
    $("overview").hidden = Boolean(opened);
  });

  addEventListener("hashchange", follow);
  addEventListener("popstate", follow);
  look("overview");
  follow();
  performance.mark("usable");
})();
