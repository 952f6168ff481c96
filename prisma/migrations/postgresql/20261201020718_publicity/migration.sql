-- AlterTable
ALTER TABLE "Party" ADD COLUMN     "subscribed" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "GroupBinding" ADD COLUMN     "byName" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Piece" (
    "id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "author" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "villages" TEXT NOT NULL,
    "intentIndex" TEXT,
    "status" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "dueAt" BIGINT NOT NULL,
    "sentAt" BIGINT,

    CONSTRAINT "Piece_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuizResult" (
    "id" TEXT NOT NULL,
    "partyId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "staffId" TEXT,
    "villageCode" TEXT,
    "right" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "QuizResult_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Piece_number_key" ON "Piece"("number");

-- CreateIndex
CREATE INDEX "Piece_author_idx" ON "Piece"("author");

-- CreateIndex
CREATE INDEX "QuizResult_partyId_idx" ON "QuizResult"("partyId");

-- CreateIndex
CREATE INDEX "QuizResult_at_idx" ON "QuizResult"("at");
