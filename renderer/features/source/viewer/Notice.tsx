/** What is wrong or missing in this source, said beside what can still be shown. */
import css from './viewer.module.css';

interface NoticeProps {
  kind: 'problem' | 'quote';
  title: string;
  text: string;
  code?: string;
  action?: { label: string; run(): void };
}

export function Notice({ kind, title, text, code, action }: NoticeProps) {
  return (
    <div className={css.notice} role={kind === 'problem' ? 'alert' : 'status'} data-testid={`source-notice-${kind}`}>
      <strong>{title}</strong>
      {kind === 'quote' ? <blockquote>{text}</blockquote> : <p>{text}</p>}
      {code !== undefined && <small>({code})</small>}
      {action !== undefined && <button type="button" onClick={action.run}>{action.label}</button>}
    </div>
  );
}
