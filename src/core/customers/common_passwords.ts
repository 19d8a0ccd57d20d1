/**
 * The commonest passwords of 8 characters or more, in lower case, the commonest first: the head of the list that Django
 * ships (Royce Williams' analysis of leaked passwords), as NIST SP 800-63B section 5.1.1.2 asks for.
 */
const COMMON = new Set(
  `
123456789 password 12345678 password1 1234567890 iloveyou 1q2w3e4r5t qwertyuiop 1qaz2wsx myspace1 homelesspa
1q2w3e4r qwerty123 987654321 target123 1g2w3e4r zag12wsx gwerty123 asdfghjkl 123123123 princess computer football
1234qwer sunshine iloveyou1 fuckyou1 789456123 princess1 abcd1234 11111111 passer2009 superman football1 jordan23
12qwaszx baseball 123456789a q1w2e3r4t5y6 88888888 fqrg7cs493 michael1 blink182 qwer1234 linkedin babygirl1 q1w2e3r4
michelle liverpool j38ifubn 0123456789 iloveyou2 jennifer babygirl 147258369 jessica1 0987654321 fuckyou2 anthony1
qazwsxedc trustno1 baseball1 1111111111 basketball passw0rd samantha chocolate asdf1234 qwerty12 charlie1 pakistan
superman1 asshole1 butterfly fuk19600 12341234 sunshine1 internet alexander 1qaz2wsx3edc 29rsavoy 3rjs1la7qe
00000000 whatever qweasdzxc 1qazxsw2 hello123 password12 password2 12344321 starwars q1w2e3r4t5 brandon1 vqsablpzla
jonathan 1234567891 12345qwert cjmasterinf 12345678910 a123456789 christian yuantuo2012 sojdlg123aljg mercedes
victoria matthew1 million2 benjamin diosesfiel dpbk1234 pe#5gz29ptzmse 123654789 elizabeth barcelona zaq12wsx
computer1 michelle1 william1 11223344 welcome1 jasmine1 slipknot liverpool1 metallica chicken1 87654321 spiderman
0000000000 147852369 tinkerbell qwerty12345 pokemon1 butterfly1 nicholas 123qweasd danielle asdfasdf 1234554321
juventus chelsea1 chocolate1 a838hfid 1234567a freedom1 america1 741852963 999999999 qwertyui jennifer1 111222tianya
1234abcd cocacola madison1 1password november samantha1 elizabeth1 mustang1 password123 diamond1 myspace123 qqww1122
whatever1 valentina hellokitty super123 1q2w3e4r5t6y a1b2c3d4 startfinding spongebob1 alexandra december patricia
friends1 4815162342 123hfjdk147 beautiful carolina 123456789q heather1 sebastian midnight caroline elephant yankees1
scorpion bubbles1 fuckoff1 patrick1 lovelove cowboys1 veronica yagjecc826 iw14fi9j september melissa1 alexander1
spongebob raiders1 12121212 qazwsx123 stephanie zxcvbnm1 iloveyou! precious a1234567 poohbear manchester cristina
jackson1 aa123456 newyork1 asdfghjkl1 richard1 monster1 destiny1 blessed1 slipknot1 emmanuel spiderman1 maverick
charlotte creative softball beautiful1 brittany kristina garfield 3odi15ngxb 421uiopy258 scooter1 1a2b3c4d steelers
isabella 9876543210 123456abc myspace2 12345678a kimberly qwert123 1029384756 snickers 1122334455 forever1 icecream
cameron1 963852741 california metallica1 samsung1 1v7upjw3nt brittany1 bismillah babyboy1 qwerty123456 christian1
letmein1 danielle1 leonardo christine gangsta1 password! arsenal1 swordfish uqa9ebw445 iloveyou12 fernando
qwerty1234 hardcore twilight marlboro sz9kqcctwy dolphin1 rockstar abc123456 123qwe123 starwars1 greenday loveyou1
tiffany1 angelina d2xyw89sxj courtney playboy1 crystal1 darkness alejandro corvette marseille friendster lollipop
password3 jonathan1 brooklyn motorola nicholas1 angel123 jackass1 portugal rainbow1 poohbear1 snowball justinbieb
1234512345 123qweasdzxc iloveme1 3d8cubaj2e shannon1 logitech pa55word remember catherine victoria1 popcorn1
ihateyou isabelle lakers24 lizottes steelers1 password. p3rat54797 aaaaaaaa blessing rockstar1 peaches1 florida1
superstar love4ever goodluck asdfghjk thunder1 changeme santiago strawberry happy123 abcdefg1 bigdaddy 1123581321
satan666 qwert12345 iverson3 vanessa1 svetlana chester1 bullshit yourmom1 christopher loverboy fyfcnfcbz fuckyou!
azertyuiop rush2112 angelica midnight1 12345qwerty love1234 williams babygurl1 5555555555 sunflower sweetpea
55555555 greenday1 charles1 undertaker 123698745 precious1 evildick a12345678 brooklyn1 paradise sweetheart abc12345
money123 stephanie1 shopping lebron23 kawasaki inuyasha fktrcfylh 22222222 21212121 vladimir christina linkinpark
facebook soccer12 polniypizdec0211 dolphins scarface maryjane qq123456 123454321 giovanni zxcvbnm123 career121
australia soccer10 password11 ig4abox4 realmadrid rebecca1 asdasdasd westside brianna1 qw123321 southside1 getmoney1
francesco ronaldo7 123456aa savannah 111222333 sterling warcraft jesus123 monkey123 chicago1 courtney1 bigdaddy1
mahalkita valentin awesome1 teddybear cjkysirj apple123 alessandro gabriel1 gateway1 bestfriend champion nintendo
volleyball qwerasdf hollister1 password7 element1 chouchou passwort francesca natalie1 fishing1 princess12 abcdefgh
w5txn36alfw bitch123 mariposa gabriela cheyenne zachary1 happiness veronika antonio1 blahblah babygirl12 monkey12
111111111 engineer pass1234 virginia estrella simpsons anderson chris123 princesa grandma1 twilight1 77777777
bitches1 scarface1 godisgood 147896325 giuseppe aleksandr abcdefg123 softball1 pumpkin1 kingkong vkontakte loveyou2
benjamin1 ladybug1 hallo123 adgjmptw cookies1 florence margarita children skittles fuckyou123 cristian soccer11
123456qwerty serenity hollywood mamapapa password01 zzzzzzzz 2012comeer panasonic password5 31415926 business
inuyasha1 colorado rangers1 minecraft microsoft sabrina1 amoremio p@ssw0rd harrypotter nirvana1 asdasd123 gangster
25802580 internet1 airforce1 sample123 groupd2013 flowers1 icecream1 vrbgqns997 christmas dbrnjhbz superstar1
drowssap kathleen bulldog1 cupcake1 christina1 lasvegas westside1 qti7zxh18u frankie1 babydoll poiuytrewq
megaparol12345 johncena1 redneck1 marshall terminator rammstein truelove security jackson5 football12 india123
september1 19871987 192837465 snickers1 myspace! admin123 123456789m 1qaz1qaz 321654987 shithead 123456789z scotland
a1s2d3f4 welcome123 motdepasse kimberly1 alexandre killer123 spencer1 phoenix1 zaq1xsw2 runescape1 francisco
chocolat jesus777 casanova 99999999 carpediem mitchell franklin stonecold iloveyou. alejandra 19851985 christophe
12369874 rhbcnbyf jesuschrist handsome muhammad aaaaaaaaaa maxwell1 g9l2d1fzpy margaret anastasia babygirl2
savannah1 sweetie1 platinum 1234567q idontknow 123456654321 passport d1lakiss katherine hotmail1 wolverine
diwtgm8492 patches1 jamesbond snowball1 123321123 cutiepie gangster1 valentine cambiami hercules anhyeuem beatrice
69696969 14789632 green123 trouble1 19841984 comeon11 myspace12 goldfish james123 maradona winston1 19861986
lawrence amsterdam diamonds mercedes1 bulldogs soccer13 dragonball 1234asdf 135792468 yahoo.com hollywood1 forever21
success1 test1234 trinity1 einstein princess2 123456123 omsairam harrison onelove1 ihateyou1 buttercup cocacola1
johncena nathalie 1qa2ws3ed infinity soccer123 wordpass timothy1 runescape argentina stargate penelope hahahaha
scoobydoo stephen1 redskins georgia1 zxcv1234 colombia 7894561230 19891989 swimming orlando1 jacket025 dinosaur
nonmember lacrosse ciaociao qwerty321 digital1 maryjane1 nothing1 ilovegod thuglife trfnthbyf asdqwe123 19921992
123789456 summer08 paintball1 pokemon123 football2 sexybitch1 sureno13 kittycat password4 telechargement cleopatra
tequiero shithead1 gordon24 qweasd123 bullshit1 qazwsx12 sebastian1 ilovejesus david123 monique1 19821982 godzilla
123456123456 19801980 butthead elephant1 cutiepie1 baseball12 katerina password13 11112222 sexygirl1 11235813
youbye123 porsche1 martinez buddy123 pineapple panthers peterpan pa55w0rd allison1 teddybear1 birthday houston1
startrek fuckyou69 vincent1 federico napoleon mountain smoke420 qazxswedc friendship golfcourse babygurl mohammed
charmed1 chopper1 drummer1 iloveme2 12301230 music123 michigan packers1 wildcats x4ivyga51f skittles1 isabella1
19831983 christine1 raymond1 bradley1 naruto123 qwe12345 9-11-1961 asd123456 catalina iloveyou3 13131313 123456789s
spitfire something panther1 barcelona1 123456987 bluebird 6hbf28w791 sexygirl vampires pussycat charlotte1 strength
moonlight carolina1 cdtnkfyf myspace. 1loveyou 10203040 hardcore1 10101010 firebird fordf150 johnson1 tnk0mk16vx
medicine password10 h1xp2z2duk drpepper baseball2 password0 spartan117 ilovehim1 19951995 66666666 yfdbufnjh10305070
blackberry mypassword dragon123 guinness tiger123 darkangel salvador natasha1 ferrari1 lilwayne1 melanie1 jaimatadi
thebest1 qwerty11 abigail1 indonesia pebbles1 predator dearbook aobo2010 genesis1 cassandra lovelife penguin1
devil666 personal skateboard alabama1 aquarius sporting ka_djkhjsy6 montana1 cooldude remember1 19881988 fuku00198
fernanda bearshare newport1 12131415 jeremiah 20102010 1234567890q fuckme69 alejandro1 123qwerty budlight1 lorraine
44444444 asdfasdf1 capricorn blondie1 evony192 cherokee mexican1 vampire1 blablabla darkness1 aaliyah1 kenneth1
babyblue 12qw23we assassin wrestling1 daniel123 veronica1 westlife cricket1 summer09 dragons1 dickhead azerty123
sk84life formula1 testtest watermelon defender explorer dragon12 babylove 14531453 federica dumbass1 passer2011
myspace3 monalisa agent007 dominique sapphire password9 killer12 alexandra1 papillon teacher1 cheyenne1 monkeys1
dolphins1 miranda1 jeffrey1 tokiohotel 19941994 1234567899 kissmyass sebastien england1 wangyut2 ekaterina lucky123
wrestling pitbull1 19931993 death666 lollipop1 shadow12 33333333 getmoney salvatore 123456asd jamaica1 panthers1
19901990 idontknow1 blahblah1 american special1 123456789j loverboy1 9999999999 1myspace 19811981 123456qwe kkkkkkkk
abcde12345 dodgers1 1princess 369258147 987456321 karolina justice1 iloveyou7 kitty123 dragonfly bluefish nightmare
qazwsxedcrfv bollocks sweetpea1 thailand dalejr88 broncos1 bulldogs1 qweqweqwe buttercup1 master123 dominic1
password00 babydoll1 lindsey1 hotstuff ronaldinho loser123 password8 stellina summer07 february candy123 newlife1
redwings justdoit aspirine 19911991 fireball lilmama1 valentino geronimo lovebug1 password22 rolltide password69
godislove yousuck1 pakistan1 qawsedrf viktoria mommy123 19781978 charlene shadow123 scorpio1 valencia creative1
sk8ordie josephine atlanta1 ohmnamah23 123456789k molly123 vacation jellybean yankees2 ladygaga bella123 sexymama1
0.00000000 a1b2c3d4e5 pavilion barbara1 liberty1 y6p67ftrqj dickhead1 redskins1 october1 warcraft1 kristen1 sammy123
drpepper1 schalke04 stratfor lover123 shamrock prettygirl insanity naruto12 christmas1 scarlett soccer14 eternity
tottenham pantera1 12345679 fountain starcraft 2222222222 newcastle ragnarok 5hsu75kpot lollypop rosemary qwerqwer
illinois chandler 01020304 magnolia patricia1 zxasqw12 gabrielle enterprise akopa123 123456789d andromeda warrior1
paramore 19791979 lionking budlight sunflower1 cinderella blueeyes istanbul michael2 hamilton november1 porsche911
passion1 1234567890a stardust cookie123 education alessandra patriots marines1 antonella ocpoook325 gregory1
my2girls casablanca michigan1 vikings1 19751975 punkrock qazwsxedc1 bettyboop yahoo123 billabong 20092009 98765432
qwe123qwe marketing swordfish1 marissa1 madeline ghbdtnbr brother1 stanley1 fuckyou12 december1 perfect1 temppass
123456789l anything chargers1 kittycat1 monkey11 hershey1 blackjack country1 patriots1 catherine1 hongkong kevin123
wow12345 boobies1 google123 dietcoke bobmarley pickles1 oblivion billybob douglas1 carlitos 19961996 skyline1
aaron431 smile123 123456789p makaveli 1q2w3e4r5 wonderful caroline1 1zn6fpn01x paintball scoobydoo1 freckles
butterfly2 clifford underground baseball7 warcraft3 1357924680 daddysgirl ncc1701d micheal1 washington williams1
1fr2rfq7xl giovanna g13916055158 bigdick1 tristan1 starfish kristine 7777777777 1a2s3d4f jordan12 skywalker
football10 thuglife1 maverick1 apollo13 youngmoney thankyou bluemoon germany1 password23 alladin79 just4fun lilwayne
telephone montreal sandrine munchkin snowman1 therock1 lindsay1 juggalo1 asdfg123 hernandez robinson ilovehim
spiderman3 serenity1 godbless katherine1 ronaldo9 football7 marianne chemistry bettyboop1 1q2w3e4r5t6y7u8i9o0p
ireland1 snowflake deftones brownie1 callofduty 20082008 snuggles baseball3 myspace.co rocknroll 12345qwe bubblegum1
bubblegum cashmoney everton1 fucklove1 5xfgs3ii9d 1asshole claudia1 warriors nicole12 myspace7 something1 michaela
garfield1 blueberry 12345abc hotstuff1 icehouse marlboro1 mackenzie superman12 universal 123456789o marshall1
juliette stefania cashmoney1 lighthouse metal666 longhorns1 loveme123 carebear 19761976 arizona1 rosebud1 damilola
rocky123 singapore kingston blizzard superman2 lkjhgfdsa jordan123 cracker1 september2 flamingo soulmate monkey13
black123 magdalena ironmaiden pokemon12 esperanza rastaman semperfi slayer666 thumper1 angelito password6 blackcat
scrappy1 cheater1 123456789123 godfather 19731973 baseball11 qwertyqwerty polniypizdec110211 maximus1 nuttertools
revolution dkflbvbh testpass purple12 dingdong playstation as123456 skate4life priyanka imissyou sexybitch radiohead
cynthia1 lightning dreamer1 123456as tyler123 shopping1 butthead1 soccer15 maria123 smallville evolution whitney1
1babygirl fashion1 linkedin1 112233445566 motherfucker baseball10 colombia1 motherlode galatasaray ashley12 daniel12
pinkfloyd lavender zeppelin warhammer johnjohn 23232323 gladiator nathaniel ricardo1 preston1 alexandru snowboard
champion1 wildcats1 labrador january1 rfnthbyf russell1 sweetness justinbieber lovelove1 marijuana research qqqqqqqq
nichole1 ashley123 power123 handball windows1 princess10 princesse pizza123 beatles1 mauricio simpsons1 19771977
19971997 jason123 loveless bananas1 aaaa1111 babygirl13 cutie123 nks230kjs82 12345678q trinidad alejandra1 immortal
anamaria atlantis papamama qwe123456 classof09 love12345 webhompass gabriella monkey22 boricua1 daddy123 25252525
applepie eleven11 zxcasdqwe 987654321a 12345671 d71lwz9zjs anthony2 nicole123 kaitlyn1 baseball5 derrick1 eastside1
godisgreat esmeralda 000000000 sherlock 123456789987654321 hottie101 garrett1 qweasdzxc123 cadillac vincenzo
private1 kittykat soccer22 vaffanculo football11 123456qw michael123 19741974 rodriguez frederic nintendo1 sublime1
truelove1 nevermind corvette1 gabriele phantom1 jumpman23 justin123 pineapple1 puppies1 verbatim pornstar valerie1
logitech1 baller23 peter123 qwertyuio marianna babycakes1 hannah123 asshole2 australia1 anderson1 drowssap1 fireman1
gorgeous iloveyou22 abhishek 123456789123456789 riccardo iloveyou13 college1 caitlin1 23456789 maprchem56458
dthjybrf angelica1 sarah123 ultimate skorpion purple123 sunshine2 wolfgang breanna1 southpark fuckyou3 halloween
134679852 1a2b3c4d5e vfrcbvrf lasvegas1 password21 sooners1 master12 hawaii50 chevelle babyface fernando1 backspace
25251325 detroit1 f00tball iloveyou14 angelina1 myspace11 cookie12 disturbed1 airforce q123456789 123456789b
campbell blue1234 unicorn1 24682468 francis1 football9 ericsson chrisbrown 123456ab soccer17 blink123 asdf3423
motocross gonzalez spiderman2 bethany1 sandiego fuckyou. universe morrison mitchell1 5532361cnjqrf r2d2c3po
austin316 chevrolet 1020304050
`.trim().split(/\s+/),
);

/** Whether a password is one of the commonest, letter case aside. */
export const isCommonPassword = (password: string): boolean => COMMON.has(password.toLowerCase());
