import { type Dice, dice } from "./dice.ts";

const words = (text: string): readonly string[] => text.split(/\s+/);

const looks = words(
  `red blue green white black grey brown pink crimson azure ivory amber quiet bold soft warm light heavy
  plain striped checked woven knitted brushed quilted waxed washed faded crème naïve`,
);
const stuffs = words(
  `wool cotton linen silk denim leather felt fleece velvet canvas bamboo hemp cashmere corduroy flannel
  jersey nylon satin tweed twill`,
);
const goods = words(
  `jacket coat shirt blouse jumper cardigan dress skirt trousers shorts scarf hat cap glove sock shoe boot
  sandal belt bag backpack wallet lamp chair stool table shelf mirror rug cushion blanket towel bowl cup plate kettle vase
  basket clock frame`,
);
const filler = words(
  `the of and with for in by from made every small large old new fine good day night year hand home city
  mountain river summer winter spring autumn morning evening travel work school market street garden kitchen`,
);
const elsewhere = ["ढाका टोपी", "北京丝绸", "日本手ぬぐい", "เสื้อผ้าไหม", "теплая шапка", "πλεκτό κασκόλ", "قميص قطني"];

const consonants = "bdfgklmnprstvz";
const vowels = "aeiou";

/** A word that means nothing: each number has one. */
function coined(seed: number, number: number): string {
  const random = dice(seed, "word", number);
  return Array.from({ length: 2 + random.int(3) }, () => random.pick([...consonants]) + random.pick([...vowels])).join(
    "",
  );
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const COINED = 3000;
const MAKERS = 400;

/** Texts of products, of words that a shop's have and of 3,000 that are coined, some of them makers' names. */
export type Texts = {
  readonly name: (random: Dice, id: number) => string;
  readonly description: (random: Dice) => string;
};

export function texts(seed: number): Texts {
  const coinage = Array.from({ length: COINED }, (_, number) => coined(seed, number));
  const makers = coinage.slice(0, MAKERS).map(capital);
  return {
    name: (random, id) => {
      const parts = [random.pick(makers), capital(random.pick(looks)), random.pick(stuffs), random.pick(goods), id];
      return (random.often(0.03) ? [...parts, random.pick(elsewhere)] : parts).join(" ");
    },
    description: (random) => {
      const word = () => random.often(0.4) ? random.pick(filler) : coinage[random.low(COINED)];
      return `${capital(Array.from({ length: 10 + random.int(15) }, word).join(" "))}.`;
    },
  };
}
