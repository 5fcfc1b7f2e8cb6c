const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Options that carry markup, code or addresses; a script's chart has no use for them here. */
const FORBIDDEN = new Set([
  'formatter',
  'renderItem',
  'extraCssText',
  'className',
  'link',
  'sublink',
  'target',
  'sublinkTarget',
  'appendTo',
  'appendToBody',
  'renderMode',
  'optionToContent',
  'contentToOption',
  '__proto__',
  'constructor',
  'prototype',
]);
const DEEPEST = 12;

const isAddress = (value: unknown): boolean =>
  typeof value === 'string' && /^(image:\/\/|https?:|data:|javascript:|\/\/)/i.test(value.trim());

/** `{b}: {c}` may stay as it is; markup in it is drawn as text, since tooltips are drawn on the canvas. */
const isTemplate = (value: unknown): boolean => typeof value === 'string' && !/[<>]/.test(value);

const clean = (value: unknown, depth: number): unknown => {
  if (depth > DEEPEST) return undefined;
  if (Array.isArray(value)) return value.map((item) => clean(item, depth + 1));
  if (!isRecord(value)) return isAddress(value) ? '' : value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !FORBIDDEN.has(key) || (key === 'formatter' && isTemplate(inner)))
      .map(([key, inner]) => [key, clean(inner, depth + 1)]),
  );
};

/** The room above the axes in pixels: a legend or a title stands there. */
const legendOr = ({ legend, title }: Record<string, unknown>, withOne: number, without: number): number =>
  legend === undefined && title === undefined ? without : withOne;

/**
 * A script's ECharts option as it may be drawn: data and looks stay; whatever could fetch, link, style or become
 * HTML is taken out. Tooltips are drawn on the canvas (`richText`), so names with tags are just text.
 */
export const safeChartOption = (given: unknown): Record<string, unknown> => {
  const option = clean(given, 0);
  if (!isRecord(option)) return {};
  const tooltip = isRecord(option.tooltip) ? option.tooltip : {};
  const { toolbox: _toolbox, dataset, ...rest } = option;
  return {
    // The whole panel is the chart's, its labels within; a script that places its axes itself keeps them there.
    grid: { left: 12, right: 16, top: legendOr(rest, 36, 20), bottom: 12, outerBoundsMode: 'same' },
    ...rest,
    ...(dataset === undefined ? {} : { dataset }),
    aria: { enabled: true },
    animationDuration: 300,
    tooltip: { trigger: 'item', ...tooltip, renderMode: 'richText', confine: true },
  };
};
