/**
 * Words and passwords that guessers try first, lower case, in the languages of our users, kept by hand. Each also covers itself
 * with up to five digits or signs behind it ("summer2026!"); the most frequent passwords as such are in `common-prints.ts`.
 */
export const commonWords: ReadonlySet<string> = new Set(
	`1234qwer 123abc 123qwe 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc a123456 a12345678 a123456789 a1b2c3d4
aa123456 abc123 abc12345 abcd1234 acceso access admin admin123 admin1234 adminadmin administrator alejandro
amanda america american amor amorcito andrew android angel angels apple april argentina arsenal asd123 asdf
asdf1234 asdfasdf asdfgh asdfghjkl ashley assassin august austin australia autumn avengers azerty azertyuiop
babyboy babygirl bailey barcelona baseball basketball batman berlin blessed blink182 bonita bonjour boston
brasil buddy business buster butterfly california canada candy carlos celtic changeit changeme changeme123
charlie cheese chelsea chicago chicken chocolate chouchou christ cisco cisco123 clave colombia company
company123 computer contrasena contrasenya contraseña cookie corazon correcthorsebatterystaple corvette
counter counterstrike cowboys crystal dallas daniel daniela deadpool debian december default deutschland
diablo diamond discovery disney doudou dragon eagles england enterprise espana españa estrella everton
facebook familia family february fedora fernando ferrari ficken florida flower football forever forgot
forgotten fortnite france freedom friday friends futbol gamer gaming gandalf garfield geheim george germany
ginger ginger1 godisgood golden goodluck google guest guest1234 hacker hacking hallo hallohallo harley
heaven hello hello123 hellohello helloworld helpdesk hockey hola holahola honey hunter hunter2 iamgod
idontknow iloveu iloveyou imthebest instagram inter internet iphone ireland ironman italia jackson january
jennifer jessica jesus jesuschrist joker jordan joshua july june justdoit juventus killer knights lakers
letmein letmein1 letmeinnow linkedin linux liverpool login london loulou love123 lovelove lovely loveme
lucky madison madrid maggie manager manchester march mario mariposa marseille master matrix mercedes merlin
metallica mexico michael michelle mickey microsoft milan minecraft minnie monday monkey motdepasse mustang mypassword myspace
mysql naruto network newpassword newyork nicole ninja nintendo nirvana nopassword nothing november october
office office365 opensesame openup oracle orange p4ssword p@ssw0rd p@ssword pa55w0rd pa55word packers paris
pass pass1234 pass12345 passpass passw0rd password password1 password12 password123 passwort passwort1
patriots pepper phoenix playstation pokemon porsche postgres princesa princess private purple q1w2e3r4
q1w2e3r4t5 qazwsx qazwsxedc qwer1234 qwerty qwerty1 qwerty12 qwerty123 qwertyuiop qwertz rainbow ranger
rangers raspberry realmadrid redsox remember robert roblox rocky root root1234 router samsung saturday
schalke04 scooby scotland secret secure secure123 security september server service servicedesk sesame
sevilla shadow silver simpson skywalker slipknot snoopy soccer soleil sommer sonic sparky spiderman spring
startrek starwars starwars1 steelers sugar summer summer2023 summer2024 summer2025 summer2026 sunday
sunshine superman support sweetheart sweety switch sydney sysadmin system taylor teamo temp temporary
tequiero test test1234 test12345 tester testing testtest texas thomas thursday tigger tinkerbell toor
toor1234 toronto trustme trustno1 tuesday twitter ubuntu unicorn unix user user1234 username vader valencia
voyager warcraft warriors wednesday welcome welcome1 welcome123 welcome2 whatever whocares windows winter
winter2020 winter2024 winter2025 winter2026 wizard wolverine yamaha yankees yellow yourpassword youtube
zaq12wsx zaq1zaq1 zelda zeppelin zxcvbn zxcvbnm zxcvbnm123`.split(/\s+/),
);
