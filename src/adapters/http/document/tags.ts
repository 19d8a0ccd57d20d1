/** What is done under each tag, by the API or the people it is for, in the order of a shopper's way through it. */
export const tagGroups = {
  "Shop API: /api/": {
    "Catalogue": "Look at what is for sale: categories, and products with their variants.",
    "Ratings": "Read what customers say of a product, and say it.",
    "Cart": "Collect, as a guest or signed in; take a guest's cart over after signing in.",
    "Account": "Open an account, and keep it: myself, and for staff everyone.",
    "Sign in": "Start a session, see where else I am signed in, and end it.",
    "Checkout and orders": "Buy, see what was bought, and change one's mind.",
  },
  "Cake API: /api/v1/": {
    "Cake account": "Open an account and take a token, as a cake shop's clients know it.",
    "Cakes": "Look at the cakes, which are products of the same shop, and put one in the cart.",
    "Cake cart": "The same cart, item by item.",
    "Cake orders": "Order what is in the cart, see what was bought, and cancel it.",
  },
  "For staff: /api/": {
    "Stock room": "For staff: what is for sale, at what price, and how much of it there is.",
    "Records": "For staff: what happened, and who changed what.",
  },
} as const;

type Groups = typeof tagGroups;
export type Tag = { [G in keyof Groups]: keyof Groups[G] }[keyof Groups];
