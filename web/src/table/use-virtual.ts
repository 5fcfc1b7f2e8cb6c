import { computed, onBeforeUnmount, type Ref, ref, watch } from 'vue';
import { scrollTopOf, windowAt } from './virtual-window.ts';

/** Binds {@link windowAt} to a scrolling element: rows on screen, and moves by row. */
export const useVirtual = (
  host: Readonly<Ref<HTMLElement | null>>,
  count: Ref<number>,
  rowHeight: number,
) => {
  const scrollTop = ref(0);
  const viewHeight = ref(400);
  const measure = (): void => {
    if (host.value === null) return;
    scrollTop.value = host.value.scrollTop;
    viewHeight.value = host.value.clientHeight;
  };
  const observer = new ResizeObserver(measure);
  watch(
    host,
    (element, _old, onCleanup) => {
      if (element === null) return;
      observer.observe(element);
      element.addEventListener('scroll', measure, { passive: true });
      measure();
      onCleanup(() => {
        observer.unobserve(element);
        element.removeEventListener('scroll', measure);
      });
    },
    { immediate: true, flush: 'post' },
  );
  onBeforeUnmount(() => observer.disconnect());

  const window = computed(() => windowAt(count.value, rowHeight, scrollTop.value, viewHeight.value));
  const toRow = (row: number): void => {
    host.value?.scrollTo({ top: scrollTopOf(row, count.value, rowHeight, viewHeight.value) });
  };
  const toEnd = (): void => {
    host.value?.scrollTo({ top: host.value.scrollHeight });
  };
  const atEnd = computed(() => scrollTop.value + viewHeight.value >= window.value.height - rowHeight * 2);
  return { window, toRow, toEnd, atEnd, viewHeight };
};
