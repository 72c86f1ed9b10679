// What pages of `rostra review` do in a browser: keys press buttons, selected words become places, edits are sent one after the other.
//
// The server makes all HTML and knows all rules. A control says in `data-edit` which edit it makes; this script adds the person, the
// selected place and the state that the page shows, and puts what comes back into the page.

import { $, $$, fragment, isTyping } from './dom.js';
import { otherEnd, placeOf, positionOf, select, step, stretch } from './places.js';
import { queue } from './queue.js';
import { saver } from './saving.js';

function review() {
  const text = $('#text');
  /** The selected words: `{start, end, words}` in code points. */
  let chosen = null;
  /** The one whom another is to be merged with. */
  let merging = null;

  const cards = () => $$('#cards > .record');
  const current = () => $('#cards > .record[aria-current]');
  const isOpen = (card) => card.dataset.decision === 'open';
  const say = (words) => {
    $('#said').textContent = words;
  };

  // -- The selection.

  const selectPlace = (place) => place && select(text, ...place.split('-').map(Number));
  const selectName = () => selectPlace($('.name', current() ?? document)?.dataset.select);
  const isInText = () => getSelection().rangeCount > 0 && text.contains(getSelection().anchorNode);

  function choose(place) {
    chosen = place;
    $('#words').textContent = place?.words ?? '';
    $('#hint').hidden = Boolean(place);
    const card = current();
    for (const tool of $$('#tools [data-words]')) {
      tool.disabled = !place || (!card && tool.dataset.words !== 'add');
    }
  }

  /** Takes note of what is selected. Words stay chosen while one types elsewhere. */
  function look() {
    if (isInText()) choose(getSelection().isCollapsed ? null : placeOf(text, getSelection().getRangeAt(0)));
  }
  document.addEventListener('selectionchange', look);

  // -- Marks and cards.

  const peopleOf = (mark) => mark.dataset.p.split(' ').map(Number);

  /** Where the person is named in full, else first; where that is not marked, the words around. */
  function nameOf(card) {
    const start = $('.name', card).dataset.select?.split('-')[0] ?? card.dataset.start;
    const around = start !== undefined && positionOf(text, Number(start), false)?.[0].parentElement;
    return (around && around.closest('mark.person')) || $(`mark.person[data-p~="${card.dataset.person}"]`, text) || around || null;
  }

  function dress() {
    const all = cards();
    const now = current();
    for (const mark of $$('mark', text)) {
      const people = peopleOf(mark);
      const numbers = people.slice(0, 3).map((p) => p + 1);
      if (all.length > 1) mark.dataset.n = [...numbers, ...(people.length > 3 ? ['…'] : [])].join(' ');
      mark.classList.toggle('undecided', people.some((p) => all[p] && isOpen(all[p])));
      mark.classList.toggle('lit', Boolean(now) && people.includes(Number(now.dataset.person)));
      mark.classList.remove('chosen');
    }
    if (now) nameOf(now)?.classList.add('chosen');
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
    if (scroll) nameOf(card)?.scrollIntoView({ block: 'center' });
  }

  /** The next open person after `card`, else the first of all. */
  function nextOpen(card) {
    const all = cards();
    const at = card ? all.indexOf(card) : -1;
    return all.slice(at + 1).find(isOpen) ?? all.find(isOpen);
  }

  // -- Edits.

  const { send, after, refuse, isBusy, isHolding, isStuck, abandon } = saver({ page, swap, say, reload });

  function aboutOf(card, control) {
    const about = JSON.parse(card?.dataset.about ?? '{}');
    const words = control?.closest('[data-words]')?.dataset.words;
    return words === undefined ? about : { ...about, words };
  }

  /** Shows the page as the files are, at `person` or whoever is looked at. */
  function reload(person) {
    const now = (person ?? current())?.dataset.person;
    history.replaceState(null, '', `${location.pathname}${location.search}${now ? `#p${now}` : ''}`);
    abandon();
    location.reload();
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
    const card = control.closest('.record');
    if (card) edit.person = Number(card.dataset.person);
    const field = control.dataset.field;
    if (field) edit[field] = control.value === '' ? null : control.value;
    if (field === 'other') edit.other = control.value === '' ? null : Number(control.value);
    return field === 'other' && edit.other === null ? null : edit;
  }

  function make(control) {
    const card = control.closest('.record');
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
    const card = target.closest('.record');
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
    const card = event.target.closest?.('.record');
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
      go(target.closest('.record') ?? current(), { scroll: false });
    }
    if (!isTyping(target)) {
      getSelection().removeAllRanges();
      choose(null);
      if (!isStuck()) $('#trouble').hidden = true;
      stopMerging();
    }
  }

  /** What a key does where it is not a button's: whether it did anything. */
  function special(event) {
    const { key, target } = event;
    const card = current();
    if (event.shiftKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
      extend(key, event.ctrlKey || event.metaKey);
    } else if (event.ctrlKey || event.metaKey || event.altKey) {
      if (key.toLowerCase() !== 'z' || event.altKey || event.shiftKey) return false;
      $('#undo').click();
    } else if (key in moves && !event.shiftKey) move(moves[key]);
    else if (key === ' ') {
      if (target.closest('button, a, summary')) return false;
      skip();
    } else if (key === '.' || key === ',') word(key);
    else if (key === 'b') otherEnd();
    else if (key === 'm') merge();
    else if (key === 'e') selectName();
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

  function extend(key, byWord) {
    if (!isInText()) selectName();
    stretch(key === 'ArrowLeft' ? 'left' : 'right', byWord ? 'word' : 'character');
  }

  function word(key) {
    if (!isInText()) selectName();
    else step(key === '.' ? 'forward' : 'backward');
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
    // A key may be quicker than the notice of the last selection.
    look();
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    return special(event) || (plain && press(event.key));
  }

  document.addEventListener('keydown', (event) => {
    if (event.isComposing || $('dialog[open]')) return;
    if (event.key === 'Escape') return escape(event.target);
    if (isTyping(event.target)) {
      if (event.key === 'Enter' && event.target.matches('input')) go(event.target.closest('.record'), { scroll: false });
      return;
    }
    if (event.key === 'Enter' && event.target.matches?.('#text mark')) return event.target.click();
    if (!isBusy()) {
      if (act(event)) event.preventDefault();
      return;
    }
    // A key that comes before the last edit is saved is meant for the page as it will be then.
    if (event.ctrlKey && event.key.toLowerCase() !== 'z') return;
    if (event.key === 'Tab' || (event.key === 'Enter' && !isHolding()) || isStuck()) return;
    event.preventDefault();
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    after(() => again({ key, shiftKey, ctrlKey, metaKey, altKey, target: document.activeElement ?? document.body }));
  });

  /** A key that was held back; one before it may have led into a field. */
  function again(event) {
    const { key, target } = event;
    if (!isTyping(target)) act(event);
    else if (key === 'Enter') go(target.closest('.record'), { scroll: false });
    else if (key.length === 1 && !event.ctrlKey) document.execCommand('insertText', false, key);
  }

  // -- The beginning: the first open person, or whom the address names.

  const named = /^#p\d+$/u.test(location.hash) && $(location.hash);
  choose(null);
  go(named || nextOpen(null) || cards()[0]);
  dress();
}

const page = $('#release');
if (page) review();
else if ($('#list')) queue();
