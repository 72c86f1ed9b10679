// What pages of `rostra review` do in a browser: keys press buttons, selected words become places, edits are sent one after the other.
//
// The server makes all HTML and knows all rules. A control says in `data-edit` which edit it makes; this script adds the person, the
// selected place and the state that the page shows, and puts what comes back into the page.

const $ = (query, within = document) => within.querySelector(query);
const $$ = (query, within = document) => [...within.querySelectorAll(query)];

const page = $('#release');
if (page) review();
else queue();

// ---- The queue: rows come while releases are being read.

function queue() {
  const look = async () => {
    const list = $('#list');
    if (!list || list.dataset.complete === 'true') return;
    const answer = await fetch(`/list${location.search}`).catch(() => null);
    if (answer?.ok) {
      const next = fragment(await answer.text()).firstElementChild;
      const changed = next.dataset.count !== list.dataset.count || next.dataset.complete !== list.dataset.complete;
      // Nobody likes a list that moves under the hand.
      if (changed && !list.contains(document.activeElement)) list.replaceWith(next);
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 300);
  addEventListener('keydown', (event) => {
    if (event.key === ' ' && !isTyping(event.target) && !event.target.closest?.('a, button')) {
      event.preventDefault();
      $('#start')?.click();
    }
  });
}

function fragment(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}

function isTyping(target) {
  return Boolean(target.closest?.('input, select, textarea, [contenteditable]'));
}

// ---- A release.

function review() {
  const text = $('#text');
  /** The selected words: `{start, end, words}` in code points. */
  let chosen = null;
  /** The one whom another is to be merged with. */
  let merging = null;
  /** What is done after what is under way. */
  let last = Promise.resolve();
  let waiting = 0;
  /** What is waiting is given up when this changes. */
  let round = 0;

  const cards = () => $$('#cards > .person');
  const current = () => $('#cards > .person[aria-current]');
  const isOpen = (card) => card.dataset.decision === 'open';
  const say = (words) => {
    $('#said').textContent = words;
  };

  // -- Places in the text. Blocks say at which code point they begin.

  const blocks = () => $$('[data-at]', text);
  const length = (words) => [...words].length;

  function before(block, node, offset) {
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEnd(node, offset);
    return length(range.toString());
  }

  /** The place of a range, without white space at its ends; null where it holds no words of the text. */
  function placeOf(range) {
    const touched = blocks().filter((block) => range.intersectsNode(block));
    if (!touched.length) return null;
    const [first, final] = [touched[0], touched[touched.length - 1]];
    const inFirst = first.contains(range.startContainer);
    const inFinal = final.contains(range.endContainer);
    const from = inFirst ? before(first, range.startContainer, range.startOffset) : 0;
    const to = inFinal ? before(final, range.endContainer, range.endOffset) : length(final.textContent);
    const words = touched.length === 1
      ? [...first.textContent].slice(from, to)
      : [...first.textContent].slice(from).concat(...touched.slice(1, -1).map((b) => [...b.textContent]), [...final.textContent].slice(0, to));
    let [head, tail] = [0, 0];
    while (head < words.length && /\s/u.test(words[head])) head += 1;
    while (tail < words.length - head && /\s/u.test(words[words.length - 1 - tail])) tail += 1;
    const start = Number(first.dataset.at) + from + head;
    const end = Number(final.dataset.at) + to - tail;
    return start < end ? { start, end, words: words.slice(head, words.length - tail).join('') } : null;
  }

  /** The position in the document of a code point; `ends` where it is that after the last. */
  function positionOf(point, ends) {
    const block = blocks().findLast((b) => Number(b.dataset.at) + (ends ? 1 : 0) <= point);
    if (!block) return null;
    let left = point - Number(block.dataset.at);
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const points = [...walker.currentNode.data];
      if (left < points.length || (ends && left === points.length)) {
        return [walker.currentNode, points.slice(0, left).join('').length];
      }
      left -= points.length;
    }
    return [block, block.childNodes.length];
  }

  function select(start, end) {
    const [from, to] = [positionOf(start, false), positionOf(end, true)];
    if (!from || !to) return;
    getSelection().setBaseAndExtent(...from, ...to);
    from[0].parentElement.scrollIntoView({ block: 'nearest' });
  }

  const selectPlace = (place) => place && select(...place.split('-').map(Number));

  function choose(place) {
    chosen = place;
    $('#words').textContent = place?.words ?? '';
    $('#hint').hidden = Boolean(place);
    const card = current();
    for (const tool of $$('#tools [data-words]')) {
      tool.disabled = !place || (!card && tool.dataset.words !== 'add');
    }
  }

  document.addEventListener('selectionchange', () => {
    const selection = getSelection();
    const inText = selection.rangeCount > 0 && text.contains(selection.anchorNode);
    // Words stay chosen while one types elsewhere.
    if (inText) choose(selection.isCollapsed ? null : placeOf(selection.getRangeAt(0)));
  });

  /** Moves or stretches the selection, beginning at the name of the current person. */
  function step(how, direction, unit) {
    const selection = getSelection();
    if (!selection.rangeCount || !text.contains(selection.anchorNode)) selectPlace($('.name', current() ?? document)?.dataset.select);
    if (!selection.rangeCount) return;
    if (how === 'extend') {
      selection.modify('extend', direction, unit);
      return;
    }
    direction === 'right' ? selection.collapseToEnd() : selection.collapseToStart();
    // Past white space and marks to the next that holds letters.
    for (let tries = 0; tries < 20; tries += 1) {
      selection.modify('extend', direction, 'word');
      const words = selection.toString();
      if (/[\p{L}\p{N}]/u.test(words) || !words) return;
      direction === 'right' ? selection.collapseToEnd() : selection.collapseToStart();
    }
  }

  function otherEnd() {
    const { anchorNode, anchorOffset, focusNode, focusOffset, isCollapsed } = getSelection();
    if (!isCollapsed) getSelection().setBaseAndExtent(focusNode, focusOffset, anchorNode, anchorOffset);
  }

  // -- Marks and cards.

  const peopleOf = (mark) => mark.dataset.p.split(' ').map(Number);
  const marksOf = (card) => $$(`mark[data-p~="${card.dataset.person}"]`, text);

  function dress() {
    const all = cards();
    const now = current();
    for (const mark of $$('mark', text)) {
      const people = peopleOf(mark);
      if (all.length > 1) mark.dataset.n = people.map((p) => p + 1).join(' ');
      mark.classList.toggle('undecided', people.some((p) => all[p] && isOpen(all[p])));
      mark.classList.toggle('lit', Boolean(now) && people.includes(Number(now.dataset.person)));
      mark.classList.remove('chosen');
    }
    if (now) $(`mark.person[data-p~="${now.dataset.person}"]`, text)?.classList.add('chosen');
  }

  function go(card, { focus = true, scroll = true } = {}) {
    if (!card) return;
    for (const other of cards()) {
      other.toggleAttribute('aria-current', other === card);
      if (other === card) other.setAttribute('aria-current', 'true');
      other.tabIndex = other === card ? 0 : -1;
    }
    dress();
    choose(chosen);
    if (focus) card.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'nearest' });
    if (scroll) {
      const mark = $(`mark.person[data-p~="${card.dataset.person}"]`, text);
      const block = card.dataset.start && positionOf(Number(card.dataset.start), false)?.[0].parentElement;
      (mark ?? block)?.scrollIntoView({ block: 'center' });
    }
  }

  /** The next open person after `card`, else the first of all. */
  function nextOpen(card) {
    const all = cards();
    const at = card ? all.indexOf(card) : -1;
    return all.slice(at + 1).find(isOpen) ?? all.find(isOpen);
  }

  // -- Edits.

  function aboutOf(card, control) {
    const about = JSON.parse(card?.dataset.about ?? '{}');
    const words = control?.closest('[data-words]')?.dataset.words;
    return words === undefined ? about : { ...about, words };
  }

  /** Sends an edit after all others; `then` goes on with whom it was made to. */
  function send(edit, about, then) {
    const mine = round;
    waiting += 1;
    last = last
      .then(() => (mine === round ? deliver(edit ? 'edit' : 'undo', edit, about, then) : null))
      .catch((error) => say(String(error)))
      .finally(() => {
        waiting -= 1;
      });
    return last;
  }

  async function deliver(way, edit, about, then) {
    for (;;) {
      const { status, answer } = await ask(way, edit, about);
      if (status === 200) {
        trouble(null);
        swap(answer, then);
        return;
      }
      if (answer?.conflict) {
        round += 1;
        if ((await conflict(answer.conflict)) === 'theirs') return reload();
        page.dataset.version = answer.conflict.version;
        [way, edit, then] = ['edit', answer.conflict.again, reload];
        continue;
      }
      if (status === 422 || status === 413) {
        round += 1;
        refuse(answer?.error ?? 'Not saved.');
        return;
      }
      const why = answer?.error ?? (status ? `Status ${status}` : 'The program does not answer');
      if ((await trouble(why)) === 'drop') {
        round += 1;
        say('Given up; the page shows what is saved.');
        reload();
        return;
      }
    }
  }

  /** One request: its status, 0 where nobody answers, and the answer where it can be read. */
  async function ask(way, edit, about) {
    const { number, run, version } = page.dataset;
    try {
      const response = await fetch(`/release/${number}/${way}${location.search}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ run, version, about, edit }),
      });
      const body = await response.text();
      try {
        return { status: response.status, answer: JSON.parse(body) };
      } catch {
        const plain = fragment(body).textContent.replace(/\s+/gu, ' ').trim();
        return { status: response.status, answer: { error: plain } };
      }
    } catch {
      return { status: 0, answer: null };
    }
  }

  function reload() {
    const now = current()?.dataset.person;
    history.replaceState(null, '', `${location.pathname}${location.search}${now ? `#p${now}` : ''}`);
    waiting = 0;
    location.reload();
  }

  /** Says that an edit could not be made; the page stays as it is. */
  function refuse(why) {
    const box = $('#trouble');
    box.replaceChildren(Object.assign(document.createElement('span'), { textContent: `Not saved: ${why}` }));
    box.hidden = false;
  }

  /** Says that an edit could not be saved, and waits for what is to be done; `null` takes that away. */
  function trouble(why) {
    const box = $('#trouble');
    box.hidden = why === null;
    box.replaceChildren();
    if (why === null) return null;
    const button = (label, kind) => Object.assign(document.createElement('button'), { type: 'button', textContent: label, className: kind });
    const [again, drop] = [button('Try again', 'primary'), button('Give up this change', '')];
    const words = document.createElement('span');
    words.textContent = `Not saved: ${why}.`;
    box.append(words, again, drop);
    again.focus();
    return new Promise((resolve) => {
      again.addEventListener('click', () => resolve('again'));
      drop.addEventListener('click', () => resolve('drop'));
    });
  }

  function conflict({ html }) {
    const dialog = $('#conflict');
    dialog.replaceChildren(fragment(html));
    dialog.showModal();
    return new Promise((resolve) => {
      dialog.addEventListener('close', () => resolve(dialog.returnValue === 'mine' ? 'mine' : 'theirs'), { once: true });
      for (const button of $$('[data-take]', dialog)) {
        button.addEventListener('click', () => dialog.close(button.dataset.take));
      }
    });
  }

  /** Puts what is other now into the page, and keeps the place where one was. */
  function swap(answer, then) {
    const held = document.activeElement?.id ?? '';
    const was = current()?.dataset.person ?? '';
    page.dataset.version = answer.version;
    if (answer.text !== undefined) {
      text.innerHTML = answer.text;
      choose(null);
    }
    if (answer.cards) $('#cards').replaceChildren(...answer.cards.map((card) => fragment(card).firstElementChild));
    for (const [at, card] of answer.card) cards()[at].replaceWith(fragment(card));
    $('#head').replaceWith(fragment(answer.head));
    $('#undo').replaceWith(fragment(answer.undo));
    $('#progress').replaceChildren(fragment(answer.progress));
    const person = cards()[answer.person ?? was];
    then(person, answer);
    // A control keeps the focus when its card was made anew.
    const control = held.startsWith('p') && person && document.getElementById(held.replace(/^p\d+/u, person.id));
    if (control && isTyping(control) && current() === person) control.focus({ preventScroll: true });
  }

  const stay = (person, answer) => {
    if (person) go(person, { scroll: false });
    say(`Saved. ${$('#left').textContent}${answer.done ? ' Space: next release.' : ''}`);
  };
  const goOn = (person, answer) => {
    const next = nextOpen(person);
    go(next ?? person, { scroll: Boolean(next) });
    if (!next) $('#next').scrollIntoView({ block: 'nearest' });
    say(`Saved. ${$('#left').textContent}${answer.done ? ' Space: next release.' : ''}`);
  };
  const show = (person) => {
    if (person) go(person);
    say(`Undone. ${$('#left').textContent}`);
  };

  /** The edit that a control makes, with its person and value; null where it makes none now. */
  function editOf(control) {
    const edit = JSON.parse(control.dataset.edit);
    const card = control.closest('.person');
    if (card) edit.person = Number(card.dataset.person);
    const field = control.dataset.field;
    if (field) edit[field] = control.value === '' ? null : control.value;
    if (field === 'other') edit.other = control.value === '' ? null : Number(control.value);
    return field === 'other' && edit.other === null ? null : edit;
  }

  function make(control) {
    const card = control.closest('.person');
    const edit = editOf(control);
    if (!edit) return;
    const about = aboutOf(card, control);
    if (edit.do === 'merge') about.other = JSON.parse(control.selectedOptions[0].dataset.about);
    const goes = edit.do === 'accept' || edit.do === 'reject' || edit.do === 'accept-all';
    send(edit, about, goes ? goOn : stay);
  }

  /** Makes the selected words what `what` says. */
  function makeOfWords(what) {
    const card = current();
    if (!chosen || (!card && what !== 'add')) return;
    const { start, end } = chosen;
    const edit = { do: what, span: { start, end } };
    const about = aboutOf(card);
    if (what !== 'add') edit.person = Number(card.dataset.person);
    if (what === 'title' || what === 'cut-title') {
      const title = titleAt(card, chosen);
      if (!title && what === 'cut-title') return refuse('these words stand in no title of this person.');
      if (!title) edit.do = 'add-title';
      else {
        edit.title = Number(title.dataset.title);
        about.words = title.dataset.words;
        const whole = title.dataset.place === `${start}-${end}`;
        if (what === 'cut-title' && whole) {
          edit.do = 'remove-title';
          delete edit.span;
        }
      }
    }
    send(edit, about, stay);
  }

  /** The title of a person that overlaps a place. */
  function titleAt(card, { start, end }) {
    return $$('[data-place]', card).find((title) => {
      const [from, to] = title.dataset.place.split('-').map(Number);
      return from < end && start < to;
    });
  }

  // -- The mouse. What the keys do, they do by clicking.

  document.addEventListener('click', (event) => {
    const target = event.target;
    const control = target.closest('button');
    const mark = target.closest('#text mark');
    if (mark && getSelection().isCollapsed) {
      const people = peopleOf(mark);
      const now = people.indexOf(Number(current()?.dataset.person ?? -1));
      go(cards()[people[(now + 1) % people.length]], { scroll: false });
      return;
    }
    const card = target.closest('.person');
    if (card && card !== current()) go(card, { focus: !isTyping(target) && !control, scroll: !control?.dataset.edit });
    if (!control || control.disabled) return;
    if (control.dataset.edit && !control.dataset.field) make(control);
    else if (control.dataset.words && control.closest('#tools')) makeOfWords(control.dataset.words);
    else if (control.dataset.select) selectPlace(control.dataset.select);
    else if (control.id === 'undo') send(null, {}, show);
    else if (control.id === 'ask') $('#help').showModal();
  });

  // Buttons for selected words do not take the selection away.
  $('#tools').addEventListener('mousedown', (event) => event.preventDefault());

  document.addEventListener('change', (event) => {
    if (event.target.dataset.field) make(event.target);
  });

  document.addEventListener('focusin', (event) => {
    const card = event.target.closest?.('.person');
    if (card && card !== current()) go(card, { focus: false });
  });

  for (const [kind, lit] of [['mouseover', true], ['mouseout', false]]) {
    text.addEventListener(kind, (event) => {
      const mark = event.target.closest('mark');
      for (const person of mark ? peopleOf(mark) : []) cards()[person]?.classList.toggle('lit', lit);
    });
  }

  // -- Keys.

  const moves = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

  function move(by) {
    const all = cards();
    const at = all.indexOf(current());
    go(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
  }

  function skip() {
    const now = current();
    const later = cards().slice(cards().indexOf(now) + 1).find(isOpen);
    const next = later ?? (now && isOpen(now) ? null : nextOpen(now));
    if (next && next !== now) go(next);
    else $('#next').click();
  }

  function merge() {
    const card = current();
    if (!card) return;
    if (merging === null || merging === card.dataset.person) {
      merging = card.dataset.person;
      say(`Merge ${$('.name', card).textContent} with whom? Go there and press m; Escape gives up.`);
      card.classList.add('merging');
      $('#trouble').hidden = true;
      return;
    }
    const stays = cards()[Number(merging)];
    const edit = { do: 'merge', person: Number(merging), other: Number(card.dataset.person) };
    send(edit, { ...aboutOf(stays), other: aboutOf(card) }, stay);
    stopMerging();
  }

  function stopMerging() {
    merging = null;
    for (const card of $$('.merging')) card.classList.remove('merging');
  }

  function cycle(select) {
    select.selectedIndex = (select.selectedIndex + 1) % select.options.length;
    make(select);
  }

  function escape(target) {
    if (isTyping(target)) {
      if (target.matches('input')) target.value = target.defaultValue;
      go(target.closest('.person') ?? current(), { scroll: false });
    }
    if (!isTyping(target)) {
      getSelection().removeAllRanges();
      choose(null);
      $('#trouble button') ?? ($('#trouble').hidden = true);
      stopMerging();
    }
  }

  /** What a key does where it is not a button's: whether it did anything. */
  function special(event) {
    const { key, target } = event;
    const card = current();
    if (event.shiftKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
      step('extend', key === 'ArrowLeft' ? 'left' : 'right', event.ctrlKey || event.metaKey ? 'word' : 'character');
    } else if (event.ctrlKey || event.metaKey || event.altKey) {
      if (key.toLowerCase() !== 'z' || event.altKey || event.shiftKey) return false;
      $('#undo').click();
    } else if (key in moves && !event.shiftKey) move(moves[key]);
    else if (key === ' ') {
      if (target.closest('button, a, summary')) return false;
      skip();
    } else if (key === '.' || key === ',') step('move', key === '.' ? 'right' : 'left');
    else if (key === 'b') otherEnd();
    else if (key === 'm') merge();
    else if (key === 'e') selectPlace($('.name', card ?? document)?.dataset.select);
    else if (key === 'E') nextTitle(card);
    else if (key === 'w') toggle($('.grounds', card ?? document));
    else return false;
    return true;
  }

  function nextTitle(card) {
    const titles = card ? $$('[data-place]', card) : [];
    const at = titles.findIndex((title) => title.dataset.place === (chosen ? `${chosen.start}-${chosen.end}` : ''));
    selectPlace(titles[(at + 1) % titles.length]?.dataset.place);
  }

  function toggle(details) {
    if (details) details.open = !details.open;
  }

  /** Presses the control that bears the key, of the current person before all others. */
  function press(key) {
    const card = current();
    const quoted = CSS.escape(key);
    const held = (query) => (card && $(query, card)) ?? $(`:is(#tools, header, #head) ${query}`);
    const button = held(`[data-key="${quoted}"]:not(:disabled)`);
    const field = card && $(`[data-focus="${quoted}"]`, card);
    const wheel = card && $(`[data-cycle="${quoted}"]`, card);
    if (button) button.click();
    else if (field) {
      field.focus();
      field.select();
    } else if (wheel) cycle(wheel);
    return Boolean(button ?? field ?? wheel);
  }

  function act(event) {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    return special(event) || (plain && press(event.key));
  }

  document.addEventListener('keydown', (event) => {
    if (event.isComposing || $('dialog[open]')) return;
    if (event.key === 'Escape') return escape(event.target);
    if (isTyping(event.target)) {
      if (event.key === 'Enter' && event.target.matches('input')) go(event.target.closest('.person'), { scroll: false });
      return;
    }
    if (event.key === 'Enter' && event.target.matches?.('#text mark')) return event.target.click();
    if (waiting === 0) {
      if (act(event)) event.preventDefault();
      return;
    }
    // A key that comes before the last edit is saved is meant for the page as it will be then.
    if (event.ctrlKey && event.key.toLowerCase() !== 'z') return;
    if (event.key === 'Tab' || event.key === 'Enter' || $('#trouble button')) return;
    event.preventDefault();
    const mine = round;
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    last.then(() => mine === round && act({ key, shiftKey, ctrlKey, metaKey, altKey, target: document.activeElement ?? document.body }));
  });

  addEventListener('beforeunload', (event) => {
    if (waiting > 0) event.preventDefault();
  });

  // -- The beginning: the first open person, or whom the address names.

  const named = /^#p\d+$/u.test(location.hash) && $(location.hash);
  choose(null);
  go(named || nextOpen(null) || cards()[0]);
  dress();
}
