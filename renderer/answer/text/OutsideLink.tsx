/** A link in an answer leads out of Sova only after a person has read where to. */
import { useState, type ReactNode } from 'react';
import { useWords } from '../../i18n/index.ts';
import { Confirm } from '../../ui/index.ts';
import css from './answer.module.css';

/** Kinds of addresses that are opened at all. */
function isOpenable(href: string): boolean {
  return /^(https?|mailto):/i.test(href);
}

export function OutsideLink({ href, children }: { href: string; children: ReactNode }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  if (!isOpenable(href)) return <>{children}</>;
  return (
    <>
      <button type="button" className={css.link} title={href} onClick={() => setAsking(true)}>
        {children}
      </button>
      <Confirm open={asking} title={t('chat.link.title')} action={t('chat.link.open')} onConfirm={() => window.open(href, '_blank', 'noopener,noreferrer')} onClose={() => setAsking(false)}>
        <p>{t('chat.link.text')}</p>
        <p className={css.address}>{href}</p>
      </Confirm>
    </>
  );
}
