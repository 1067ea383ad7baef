"""Small contact files of our own, written after the shapes that real programs make."""

# ruff: noqa: E501 - exports have long header lines, and broken ones would be other files.

LINKEDIN = """Notes:
"When exporting your connection data, you may notice that some email addresses are missing, because https://www.linkedin.com says so. More at https://www.linkedin.com/help."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Amara,Okafor,https://www.linkedin.com/in/amara-okafor,,Brightwater Labs,Head of Platform,14 May 2026
J\u00f6rg,"Weber, PhD",https://www.linkedin.com/in/j%C3%B6rg-weber,joerg@weber.example.org,"Weber, Klein & Co.",,02 Feb 2025
,,,,,,03 Mar 2019
Lena \U0001f680,K,https://www.linkedin.com/in/lena-k,,,,20 Nov 2021
"""
LINKEDIN_2018 = """First Name,Last Name,Email Address,Company,Position,Connected On
Amara,Okafor,amara@example.org,Brightwater Labs,Engineer,"11/3/18, 2:07 PM"
"""
GOOGLE_OLD = """Name,Given Name,Additional Name,Family Name,Yomi Name,Name Prefix,Name Suffix,Nickname,Birthday,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,Phone 1 - Type,Phone 1 - Value,Address 1 - Type,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - Country,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,Organization 1 - Department,Website 1 - Type,Website 1 - Value
Mina Sato,Mina,,Sato,,,,,--12-01,"two
lines",* myContacts ::: Climbing ::: * starred,* Work,mina@sato.example ::: m.sato@example.org,Home,mina.home@example.org,Mobile,+81 90 1234 5678,Home,"1-2-3 Ueno
Tokyo",1-2-3 Ueno,Tokyo,Japan,,Sato Works,Director,Design,Profile,https://example.org/mina
,,,,,,,,,,* myContacts,*,only@example.org
"""
GOOGLE_NEW = """First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Event 1 - Label,Event 1 - Value
Mina,A.,Sato,,Dr.,,,,Sato Works,Director,Design,1988-06-15,note,,* myContacts ::: Mentors,* Work,Mina@Sato.example,Mobile,090-1234-5678,Anniversary,2010-01-01
"""
OUTLOOK = """First Name,Middle Name,Last Name,Title,Suffix,Nickname,E-mail Address,E-mail 2 Address,Home Phone,Business Phone,Mobile Phone,Job Title,Department,Company,Business Street,Business City,Business Postal Code,Business Country/Region,Web Page,Birthday,Notes,Categories
Paul,,Martin,Dr.,,,paul@martin.example,pm@example.org,+33 1 23 45 67 89,,06 12 34 56 78,Researcher,Lab,Institut,12 rue X,Paris,75001,France,www.example.org/paul,0/0/00,hello,Friends;Mentors
"""
THUNDERBIRD = """First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Home Phone,Fax Number,Pager Number,Mobile Number,Home Address,Home Address 2,Home City,Home State,Home ZipCode,Home Country,Work Address,Work Address 2,Work City,Work State,Work ZipCode,Work Country,Job Title,Department,Organization,Web Page 1,Web Page 2,Birth Year,Birth Month,Birth Day,Custom 1,Custom 2,Custom 3,Custom 4,Notes,
Ines,Roth,Ines Roth,,ines@roth.example,,inesr,030 123456,,,,0151 2345678,Hauptstr. 1,,Berlin,,10115,Germany,,,,,,,Lead,Ops,Roth GmbH,http://roth.example,,1975,4,9,,,,,"a\tb",
"""
ATOMIC = """first_name,last_name,gender,title,background,first_seen,last_seen,has_newsletter,status,tags,linkedin_url,company,email_work,email_home,email_other,phone_work,phone_home,phone_other
Noor,Haddad,female,Founder,met in May,2024-07-01T00:00:00+00:00,,false,warm,"ui, design",https://www.linkedin.com/in/noor,Haddad Ltd,noor@haddad.example,,,555-0100 x12,,
"""
MESSAGES = """CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT
1,,A,https://www.linkedin.com/in/a,B,2024-05-15,,hello
"""

CARD_30 = """BEGIN:VCARD
VERSION:3.0
UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1
N:Okafor;Amara;Ngozi;Dr.;PhD
FN:Dr. Amara Okafor
NICKNAME:Ama,Mara
ORG:Brightwater\\, Labs;Platform;Core;
TITLE:Head of Platform\\; Core
EMAIL;TYPE=INTERNET,WORK,pref:Amara.Okafor@Example.org
item1.EMAIL;type=INTERNET:amara@home.example
item1.X-ABLabel:Sunday mail
item2.URL;type=pref:http\\://www.linkedin.com/in/amara-okafor/
item2.X-ABLabel:_$!<HomePage>!$_
TEL;TYPE=CELL:+49 (0)151 2345678
ADR;TYPE=WORK:;;Main Street 1;Berlin;;10115;Germany
X-SOCIALPROFILE;type=twitter:https://twitter.com/amara
IMPP;X-SERVICE-TYPE=Skype:skype:amara.o
BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12
NOTE:first line\\nsecond\\, with comma and a fold that breaks the line in t
 wo
CATEGORIES:Mentors,Berlin
PHOTO;ENCODING=b;TYPE=JPEG:AAAA
 BBBB
END:VCARD
"""
CARD_21 = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg=
 M=C3=BCller
TEL;WORK;VOICE;PREF:030 1234567
TEL;HOME;FAX:030 7654321
EMAIL;PREF;INTERNET:joerg@mueller.example
BDAY:19220310
NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=
two =E2=82=AC
PHOTO;JPEG;ENCODING=BASE64:
  AAAABBBB

END:VCARD
"""
