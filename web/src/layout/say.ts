import { ElMessage } from 'element-plus/es/components/message/index.mjs';
import 'element-plus/theme-chalk/base.css';
import 'element-plus/theme-chalk/el-message.css';
import { ApiFailure } from '../api/failure.ts';
import { i18n } from '../i18n.ts';

/** A short word that something was done. Plain text, never markup. */
export const sayDone = (message: string): void => {
  ElMessage({ message, type: 'success', grouping: true });
};

/** Says a failure where there is no better place for it. */
export const sayFailure = (failure: unknown): void => {
  const words =
    failure instanceof ApiFailure
      ? [failure.message, ...failure.faults.map(({ message }) => message)].filter(Boolean).join(' ')
      : String(failure);
  ElMessage({
    message: words || i18n.global.t('failure.noAnswer'),
    type: 'error',
    duration: 6000,
    showClose: true,
  });
};
