import { computed, ref } from 'vue';

export interface Place {
  readonly row: number;
  readonly column: number;
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-20, 0],
  PageDown: [20, 0],
};

/** A rectangle of cells, as in a spreadsheet: click or arrows move it, Shift widens it. */
export const useSelection = (rows: () => number, columns: () => number) => {
  const anchor = ref<Place>({ row: 0, column: 0 });
  const focus = ref<Place>({ row: 0, column: 0 });
  const area = computed(() => ({
    top: Math.min(anchor.value.row, focus.value.row),
    bottom: Math.max(anchor.value.row, focus.value.row),
    left: Math.min(anchor.value.column, focus.value.column),
    right: Math.max(anchor.value.column, focus.value.column),
  }));
  const holds = (row: number, column: number): boolean =>
    row >= area.value.top &&
    row <= area.value.bottom &&
    column >= area.value.left &&
    column <= area.value.right;

  const put = (place: Place, widen: boolean): void => {
    focus.value = {
      row: Math.min(Math.max(place.row, 0), Math.max(rows() - 1, 0)),
      column: Math.min(Math.max(place.column, 0), Math.max(columns() - 1, 0)),
    };
    if (!widen) anchor.value = focus.value;
  };
  /** Moves by a key; false when the key moves nothing. */
  const move = (event: KeyboardEvent): boolean => {
    const { row, column } = focus.value;
    const step = arrows[event.key];
    if (step !== undefined) put({ row: row + step[0], column: column + step[1] }, event.shiftKey);
    else if (event.key === 'Home') put({ row: event.ctrlKey ? 0 : row, column: 0 }, event.shiftKey);
    else if (event.key === 'End')
      put({ row: event.ctrlKey ? rows() - 1 : row, column: columns() - 1 }, event.shiftKey);
    else return false;
    return true;
  };
  const everything = (): void => {
    anchor.value = { row: 0, column: 0 };
    focus.value = { row: Math.max(rows() - 1, 0), column: Math.max(columns() - 1, 0) };
  };
  return { area, focus, holds, put, move, everything };
};
