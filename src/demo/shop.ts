export const demoCategories: readonly { name: string; slug: string; picture: string }[] = [{
  name: "Jackets",
  slug: "jackets",
  picture: "/media/categories/jackets.svg",
}, { name: "Cakes", slug: "cakes", picture: "/media/categories/cakes.svg" }];
export const demoProducts: readonly {
  name: string;
  category: string;
  description: string;
  price: number;
  stock: number;
  color: string;
  size: string;
  picture: string;
  variants: readonly { options: Record<string, string>; price: number; stock: number }[];
}[] = [
  {
    name: "White Jacket",
    category: "jackets",
    description: "White Jacket",
    price: 140000,
    stock: 400,
    color: "White",
    size: "L",
    picture: "/media/white-jacket.svg",
    variants: [],
  },
  {
    name: "Cake",
    category: "cakes",
    description: "A cake",
    price: 90000,
    stock: 9,
    color: "",
    size: "",
    picture: "/media/cake.svg",
    variants: [{ options: { weight: "500g" }, price: 90000, stock: 4 }, {
      options: { weight: "1kg" },
      price: 170000,
      stock: 5,
    }],
  },
];
