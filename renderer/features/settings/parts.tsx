/** What the settings screen is laid out from. */
import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../../i18n/index.ts';
import { Select, type SelectProps, TextField } from '../../ui/index.ts';
import styles from './Settings.module.css';

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={title}>
      <h2 className={styles.heading}>{title}</h2>
      <div className={styles.card}>{children}</div>
    </section>
  );
}

export interface SettingProps {
  label: string;
  help?: string;
  wrong?: boolean;
  children: ReactNode;
}

export function Setting({ label, help = '', wrong = false, children }: SettingProps) {
  return (
    <div className={styles.setting}>
      <div className={styles.words}>
        <p className={styles.label}>{label}</p>
        {help !== '' && <p className={wrong ? `${styles.help} ${styles.wrong}` : styles.help}>{help}</p>}
      </div>
      <div className={styles.control}>{children}</div>
    </div>
  );
}

export type ChoiceSettingProps<Value extends string> = Pick<SettingProps, 'label' | 'help'> & Pick<SelectProps<Value>, 'value' | 'options' | 'onChange'>;

/** One of a few. */
export function ChoiceSetting<Value extends string>({ label, help = '', ...choice }: ChoiceSettingProps<Value>) {
  return (
    <Setting label={label} help={help}>
      <Select label={label} {...choice} />
    </Setting>
  );
}

export interface NumberSettingProps {
  label: string;
  help: string;
  unit: string;
  value: number;
  min: number;
  max: number;
  /** Whole numbers only. */
  whole?: boolean;
  onChange(value: number): void;
}

/** The number a text means, with a comma or a point; null when it is not one within the limits. */
export function readNumber(text: string, { min, max, whole }: { min: number; max: number; whole: boolean }): number | null {
  if (!/^\d+([.,]\d+)?$/.test(text.trim())) return null;
  const value = Number(text.trim().replace(',', '.'));
  return value < min || value > max || (whole && !Number.isInteger(value)) ? null : value;
}

/** Taken over when the field is left or Enter pressed, if it is within the limits; otherwise the limits are said. */
export function NumberSetting({ label, help, unit, value, min, max, whole = true, onChange }: NumberSettingProps) {
  const { t, format, language } = useWords();
  const written = language === 'hr' ? String(value).replace('.', ',') : String(value);
  const [text, setText] = useState(written);
  useEffect(() => setText(written), [written]);
  const read = readNumber(text, { min, max, whole });
  const take = (): void => {
    if (read !== null && read !== value) onChange(read);
  };
  return (
    <Setting label={label} help={read === null ? t('settings.range', { min: format.number(min), max: format.number(max) }) : help} wrong={read === null}>
      <TextField
        className={styles.number}
        label={label}
        inputMode="decimal"
        value={text}
        wrong={read === null}
        onChange={setText}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
        {...(unit !== '' && { unit })}
      />
    </Setting>
  );
}
