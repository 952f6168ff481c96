-- AlterTable
ALTER TABLE "Party" ADD COLUMN "phoneIndex" TEXT;

-- CreateIndex
CREATE INDEX "Party_phoneIndex_idx" ON "Party"("phoneIndex");

-- CreateIndex
CREATE INDEX "Referral_townCode_idx" ON "Referral"("townCode");

-- CreateIndex
CREATE INDEX "Referral_officeId_idx" ON "Referral"("officeId");
