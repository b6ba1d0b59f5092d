import { Wheel } from './wheel';

const anyone = (): boolean => true;

describe('a wheel', () => {
  it('gives each at its time, once, the one that waits longest first', () => {
    const wheel = new Wheel();
    wheel.at('b', 20);
    wheel.at('a', 10);
    wheel.at('c', 30);
    expect(wheel.next(anyone)).toBe(10);
    expect(wheel.due(9, anyone)).toEqual([]);
    expect(wheel.due(20, anyone)).toEqual(['a', 'b']);
    expect(wheel.due(20, anyone)).toEqual([]);
    expect(wheel.next(anyone)).toBe(30);
  });

  it('keeps the sooner of two times, and whoever is not free', () => {
    const wheel = new Wheel();
    wheel.at('a', 10);
    wheel.at('a', 50);
    wheel.at('b', 5);
    expect(wheel.due(10, (id) => id !== 'b')).toEqual(['a']);
    expect(wheel.next((id) => id !== 'b')).toBeNull();
    expect(wheel.due(10, anyone)).toEqual(['b']);
  });
});
