// Edits on their way to the files: one after the other, none lost.
//
// Each says the state that the page shows. One that cannot be saved stays on the page until somebody says what becomes of it, and those
// behind it wait or, where they were meant for a page that is no more, are given up.

import { $, $$, fragment } from './dom.js';

/** Sends edits of `page`; `swap` puts answers into it, `say` tells, `reload` shows it as the files are. */
export function saver({ page, swap, say, reload }) {
  /** What is done after what is under way. */
  let last = Promise.resolve();
  let waiting = 0;
  /** Keys that wait for it. */
  let keys = Promise.resolve();
  let held = 0;
  /** What is waiting is given up when this changes. */
  let round = 0;

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
    // To be solved by a choice, not by leaving it.
    dialog.addEventListener('cancel', (event) => event.preventDefault());
    dialog.showModal();
    return new Promise((resolve) => {
      dialog.addEventListener('close', () => resolve(dialog.returnValue === 'mine' ? 'mine' : 'theirs'), { once: true });
      for (const button of $$('[data-take]', dialog)) {
        button.addEventListener('click', () => dialog.close(button.dataset.take));
      }
    });
  }

  /** Does something once all before it is done and saved, unless what is under way is given up. */
  function after(act) {
    const mine = round;
    held += 1;
    keys = keys.then(() => last).then(() => {
      held -= 1;
      if (mine === round) act();
      return last;
    });
  }

  addEventListener('beforeunload', (event) => {
    if (waiting > 0) event.preventDefault();
  });

  return {
    send,
    after,
    refuse,
    isBusy: () => waiting + held > 0,
    isHolding: () => held > 0,
    isStuck: () => Boolean($('#trouble button')),
    abandon: () => {
      waiting = 0;
    },
  };
}
