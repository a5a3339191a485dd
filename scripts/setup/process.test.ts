import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withoutOwnPrograms } from './process.mjs';

describe('the environment of an installation', () => {
  it('leaves out the programs it is about to replace, and only those', () => {
    const checkout = join('/', 'home', 'ana', 'sova');
    const own = join(checkout, 'node_modules', '.bin');
    const others = [join('/', 'usr', 'bin'), join('/', 'home', 'ana', 'node_modules', '.bin')];
    expect(withoutOwnPrograms({ Path: [own, ...others].join(delimiter), HOME: own }, checkout)).toEqual({ Path: others.join(delimiter), HOME: own });
  });
});
