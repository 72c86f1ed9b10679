// Places in the text: selected words to code points and back.
//
// Each block of the text says in `data-at` at which code point it begins; its text is the text, character by character.

import { $$ } from './dom.js';

const blocks = (text) => $$('[data-at]', text);
const length = (words) => [...words].length;

function before(block, node, offset) {
  const range = document.createRange();
  range.setStart(block, 0);
  range.setEnd(node, offset);
  return length(range.toString());
}

/** The place of a range, without white space at its ends; null where it holds no words of the text. */
export function placeOf(text, range) {
  const touched = blocks(text).filter((block) => range.intersectsNode(block));
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
export function positionOf(text, point, ends) {
  const block = blocks(text).findLast((b) => Number(b.dataset.at) + (ends ? 1 : 0) <= point);
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

/** Selects the words from one code point to another. */
export function select(text, start, end) {
  const [from, to] = [positionOf(text, start, false), positionOf(text, end, true)];
  if (!from || !to) return;
  getSelection().setBaseAndExtent(...from, ...to);
  from[0].parentElement.scrollIntoView({ block: 'nearest' });
}

/** Whether a block is written from right to left: by its first letter, as browsers set it. */
function isRightToLeft(block) {
  const letter = /\p{L}/u.exec(block?.textContent ?? '')?.[0] ?? '';
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(letter);
}

/** Stretches the selection towards `side`, `left` or `right`, by a `unit`: `character` or `word`. */
export function stretch(side, unit) {
  const node = getSelection().focusNode;
  const block = (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest('[data-at]');
  // Browsers ask for the direction that a style sets, which is none here.
  const forward = (side === 'right') !== isRightToLeft(block);
  getSelection().modify('extend', forward ? 'forward' : 'backward', unit);
}

/** Selects the word `forward` or `backward` of the selection. */
export function step(way) {
  const selection = getSelection();
  const leave = () => (way === 'forward' ? selection.collapseToEnd() : selection.collapseToStart());
  leave();
  // Past white space and marks to the next that holds letters.
  for (let tries = 0; tries < 20; tries += 1) {
    selection.modify('extend', way, 'word');
    const words = selection.toString();
    if (/[\p{L}\p{N}]/u.test(words) || !words) return;
    leave();
  }
}

/** Has the selection be stretched at its other end. */
export function otherEnd() {
  const { anchorNode, anchorOffset, focusNode, focusOffset, isCollapsed } = getSelection();
  if (!isCollapsed) getSelection().setBaseAndExtent(focusNode, focusOffset, anchorNode, anchorOffset);
}
