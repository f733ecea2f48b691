@echo off
rem Runs Hebb: finds a JDK, builds when sources are newer than the last build, then starts the command.
rem HEBB_JAVA_OPTS holds options for the JVM, as in: set HEBB_JAVA_OPTS=-Xmx8g
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
set "quick=%root%cli\target\quick"
set "app=%quick%\hebb"

set "jdk="
if defined JAVA_HOME call :try "%JAVA_HOME%"
for /f "delims=" %%j in ('where java 2^>nul') do call :try "%%~dpj.."
for /d %%j in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\*") do call :try "%%~j"
for /d %%j in ("%ProgramFiles%\Zulu\*" "%ProgramFiles%\Amazon Corretto\*" "%USERPROFILE%\.jdks\*") do call :try "%%~j"
if not defined jdk (
  echo hebb: expected a JDK of version 25 or newer, found none. Install one from https://adoptium.net or set JAVA_HOME to it.>&2
  exit /b 1
)

set "stale="
if not exist "%app%\stamp" set "stale=1"
if not defined stale for /f "delims=" %%f in ('powershell -NoProfile -Command "$t = (Get-Item '%app%\stamp').LastWriteTime; Get-ChildItem -Recurse '%root%pom.xml', '%root%*\pom.xml', '%root%*\src\main' | Where-Object { $_.LastWriteTime -gt $t } | Select-Object -First 1 -ExpandProperty Name"') do set "stale=1"
if defined stale call :build
if errorlevel 1 exit /b 1

"%jdk%\bin\java" -XX:+UseSerialGC -XX:-UsePerfData -XX:SharedArchiveFile="%app%\hebb.jsa" -Xlog:disable %HEBB_JAVA_OPTS% -p "%app%" -m hebb.cli/hebb.cli.Main %*
exit /b %ERRORLEVEL%

rem Sets jdk to a folder if it is a JDK of version 25 or newer, by its release file.
:try
if defined jdk exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "version=0"
for /f "tokens=2 delims==." %%v in ('findstr /b "JAVA_VERSION=" "%~1\release"') do set version=%%v
set version=%version:"=%
if %version% GEQ 25 set "jdk=%~1"
exit /b 0

:build
where mvn >nul 2>nul
if errorlevel 1 (
  echo hebb: expected Maven 3.8 or newer, mvn, to build with, found none. Install it.>&2
  exit /b 1
)
echo hebb: building, as this is the first use or sources are newer ...>&2
if exist "%app%" rmdir /s /q "%app%"
if not exist "%quick%" mkdir "%quick%"
type nul >"%quick%\stamp"
set "JAVA_HOME=%jdk%"
call mvn -B -ntp -q -f "%root%pom.xml" -Dquick -pl cli -am package >"%quick%\build.log" 2>&1
if errorlevel 1 (
  echo hebb: the build failed. The reason is in "%quick%\build.log".>&2
  exit /b 1
)
rem Classes archived in a short run make later starts faster; that it fails does no harm.
"%jdk%\bin\java" -XX:+UseSerialGC -XX:-UsePerfData -XX:ArchiveClassesAtExit="%app%\hebb.jsa" -p "%app%" -m hebb.cli/hebb.cli.Main train demo:flower --epochs 1 --quiet --out "%quick%\warm.hebb" >nul 2>nul <nul
if exist "%quick%\warm*" del /q "%quick%\warm*"
move /y "%quick%\stamp" "%app%\stamp" >nul
exit /b 0
