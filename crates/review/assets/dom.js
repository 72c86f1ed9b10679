// What all scripts of the pages use.

export const $ = (query, within = document) => within.querySelector(query);
export const $$ = (query, within = document) => [...within.querySelectorAll(query)];

/** HTML that the server has made, as nodes. */
export function fragment(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}

/** Whether keys that are pressed here are written. */
export function isTyping(target) {
  return Boolean(target.closest?.('input, select, textarea, [contenteditable]'));
}
