import { ElMessage } from 'element-plus/es/components/message/index.mjs';
import 'element-plus/theme-chalk/base.css';
import 'element-plus/theme-chalk/el-message.css';
import { failureText } from './failure-text.ts';

/** A short word that something was done. Plain text, never markup. */
export const sayDone = (message: string): void => {
  ElMessage({ message, type: 'success', grouping: true });
};

/** Says a failure where there is no better place for it. */
export const sayFailure = (failure: unknown): void => {
  ElMessage({ message: failureText(failure), type: 'error', duration: 6000, showClose: true });
};
