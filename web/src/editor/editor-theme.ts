import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const colours = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword],
    color: 'var(--accent)',
    fontWeight: '600',
  },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--ok)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--live)' },
  { tag: [tags.comment, tags.docString], color: 'var(--ink-3)', fontStyle: 'italic' },
  { tag: [tags.function(tags.variableName), tags.definition(tags.variableName)], color: 'var(--warn)' },
  { tag: [tags.className, tags.typeName], color: 'var(--seal)' },
  { tag: tags.invalid, color: 'var(--bad)', textDecoration: 'underline wavy' },
]);

/** The ledger's look for code, in light and dark alike: every colour is one of the page's. */
export const ledgerTheme = [
  syntaxHighlighting(colours),
  EditorView.theme({
    '&': { color: 'var(--ink)', backgroundColor: 'var(--panel)', fontSize: '13px' },
    '&.cm-focused': { outline: 'none' },
    '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6' },
    '.cm-content': { caretColor: 'var(--ink)', padding: '8px 0' },
    '.cm-cursor': { borderLeftColor: 'var(--ink)' },
    '.cm-gutters': {
      backgroundColor: 'var(--panel-2)',
      color: 'var(--ink-3)',
      borderRight: '1px solid var(--line)',
    },
    '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent) 6%, transparent)' },
    '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
      backgroundColor: 'color-mix(in srgb, var(--accent) 22%, transparent) !important',
    },
    '.cm-collapsedLines': { background: 'var(--panel-2)', color: 'var(--ink-2)', fontFamily: 'var(--font)' },
    '.cm-collapsedLines:before, .cm-collapsedLines:after': { content: '"⋯"' },
    '.cm-panels': { backgroundColor: 'var(--panel-2)', color: 'var(--ink)' },
    '.cm-tooltip': {
      backgroundColor: 'var(--panel)',
      border: '1px solid var(--line-strong)',
      color: 'var(--ink)',
    },
    '.cm-deletedChunk, &.cm-merge-a .cm-changedLine': { backgroundColor: 'var(--bad-soft)' },
    '&.cm-merge-b .cm-changedLine, .cm-changedLine': { backgroundColor: 'var(--ok-soft)' },
    '.cm-deletedText, .cm-changedText, &.cm-merge-a .cm-changedText, &.cm-merge-b .cm-changedText': {
      background: 'none',
      color: 'var(--ink)',
      textDecoration: 'underline',
      textDecorationThickness: '2px',
    },
  }),
];
