/** Someone who shops in the demo. Nobody can sign in as them: they have no password. */
export type DemoCustomer = {
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  readonly address: string;
  /** Days since they signed up. */
  readonly joined: number;
};

const customer = (
  firstName: string,
  lastName: string,
  phone: string | null,
  address: string,
  joined: number,
): DemoCustomer => {
  const username = `${firstName}.${lastName}`.toLowerCase();
  return { username, email: `${username}@example.com`, firstName, lastName, phone, address, joined };
};

export const asmita = customer("Asmita", "Shrestha", "9800000101", "Mangal Bazaar 14, Lalitpur", 58.6);
export const bikram = customer("Bikram", "Thapa", "9800000102", "Lakeside 6, Pokhara", 55.2);
export const sunita = customer("Sunita", "Chaudhary", "9800000103", "Kohalpur 11, Banke", 51.9);
export const tenzin = customer("Tenzin", "Sherpa", null, "Boudha 7, Kathmandu", 44.4);
export const maya = customer("Maya", "Tamang", "9800000105", "Hetauda 4, Makwanpur", 37.1);
export const prakash = customer("Prakash", "Rai", "9800000106", "Dharan 9, Sunsari", 30.7);
export const anjali = customer("Anjali", "Yadav", "9800000107", "Janakpur 3, Dhanusha", 23.5);
export const rohan = customer("Rohan", "Gurung", null, "", 12.3);
