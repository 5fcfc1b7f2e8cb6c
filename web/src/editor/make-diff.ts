import { python } from '@codemirror/lang-python';
import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { ledgerTheme } from './editor-theme.ts';

const FOLDED = { margin: 3, minSize: 6 };
const plain = (label: string, phrases: Readonly<Record<string, string>>) => [
  EditorState.phrases.of({ ...phrases }),
  lineNumbers(),
  python(),
  ledgerTheme,
  EditorState.readOnly.of(true),
  EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
];

/** Two sources side by side, or one under the other where the screen is narrow; equal parts are folded. */
export const makeDiff = (
  parent: HTMLElement,
  left: string,
  right: string,
  wide: boolean,
  labels: readonly [string, string],
  phrases: Readonly<Record<string, string>>,
): { destroy: () => void } =>
  wide
    ? new MergeView({
        parent,
        a: { doc: left, extensions: plain(labels[0], phrases) },
        b: { doc: right, extensions: plain(labels[1], phrases) },
        collapseUnchanged: FOLDED,
        gutter: true,
      })
    : new EditorView({
        parent,
        doc: right,
        extensions: [
          ...plain(labels[1], phrases),
          unifiedMergeView({ original: left, mergeControls: false, collapseUnchanged: FOLDED }),
        ],
      });
