// The queue: rows come while releases are being read.

import { $, fragment, isTyping } from './dom.js';

export function queue() {
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
