import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './Tabs.module.css';

export interface Tab<Name extends string> {
  name: Name;
  label: string;
  content: ReactNode;
}

export interface TabsProps<Name extends string> {
  label: string;
  tabs: readonly Tab<NoInfer<Name>>[];
  value: Name;
  onChange(name: NoInfer<Name>): void;
  className?: string | undefined;
}

export function Tabs<Name extends string>({ label, tabs, value, onChange, className }: TabsProps<Name>) {
  const pick = (name: string): void => {
    const tab = tabs.find((one) => one.name === name);
    if (tab) onChange(tab.name);
  };
  return (
    <Radix.Root className={className} value={value} onValueChange={pick}>
      <Radix.List className={styles.list} aria-label={label}>
        {tabs.map((tab) => (
          <Radix.Trigger key={tab.name} className={styles.tab} value={tab.name}>
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.name} className={styles.content} value={tab.name}>
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
